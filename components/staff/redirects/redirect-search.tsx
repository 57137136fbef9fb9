import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { REDIRECTS } from '#i18n/admin-addresses';

/** Finds redirects by any part of an old address or of a destination. */
export function RedirectSearch({ matching }: { matching: string }) {
  const t = useTranslations('redirects.search');
  return (
    <search>
      <form action={REDIRECTS} className="mb-4 flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-[0_1_24rem]">
          <Field label={t('label')} name="matching" type="search" defaultValue={matching} maxLength={200} />
        </div>
        <button type="submit" className="button">
          {t('submit')}
        </button>
        {matching && (
          <a href={REDIRECTS} className="quiet underline">
            {t('clear')}
          </a>
        )}
      </form>
    </search>
  );
}
