import { useTranslations } from 'next-intl';
import { FoldedForm } from '#components/staff/folded-form';
import type { Answer } from '#components/staff/staff-form.island';
import { SourceFields } from '#components/staff/wire/source-fields';
import type { Language } from '#i18n/languages';
import type { LiveBlogChoice } from '#newsroom/live/list-open-live-blogs';
import type { TopicName } from '#newsroom/topics/topic-name';

/** Adds a source. */
export function NewSource({
  sections,
  liveBlogs,
  language,
  action,
}: {
  sections: TopicName[];
  liveBlogs: LiveBlogChoice[];
  /** The one that is likely meant. */
  language: Language;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  const t = useTranslations('sources');
  return (
    <FoldedForm action={action} label={t('create')} summary={t('create')} clears>
      <SourceFields
        source={{ name: '', address: '', language, section: '', credit: '', liveStoryId: null }}
        {...{ sections, liveBlogs }}
      />
      <button type="submit" className="button button-main justify-self-start">
        {t('add')}
      </button>
    </FoldedForm>
  );
}
