import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { topicsAddress } from '#i18n/admin-addresses';
import type { TopicKind } from '#newsroom/topics/editable-topic';

/** Finds tags or authors by any part of a name. */
export function TopicSearch({ kind, matching }: { kind: TopicKind; matching: string }) {
  const t = useTranslations('topics.search');
  return (
    <search>
      <form action={topicsAddress(kind)} className="mb-4 flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-[0_1_24rem]">
          <Field label={t('label')} name="matching" type="search" defaultValue={matching} maxLength={100} />
        </div>
        <button type="submit" className="button">
          {t('submit')}
        </button>
        {matching && (
          <a href={topicsAddress(kind)} className="quiet underline">
            {t('clear')}
          </a>
        )}
      </form>
    </search>
  );
}
