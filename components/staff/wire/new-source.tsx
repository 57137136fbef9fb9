import { useTranslations } from 'next-intl';
import { FoldedForm } from '#components/staff/folded-form';
import type { Answer } from '#components/staff/staff-form.island';
import { SourceFields } from '#components/staff/wire/source-fields';
import type { Language } from '#i18n/languages';
import type { TopicName } from '#newsroom/topics/topic-name';

/** Adds a source. */
export function NewSource({
  sections,
  language,
  action,
}: {
  sections: TopicName[];
  /** The one that is likely meant. */
  language: Language;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  const t = useTranslations('sources');
  return (
    <FoldedForm action={action} label={t('create')} summary={t('create')} clears>
      <SourceFields source={{ name: '', address: '', language, section: '', credit: '' }} sections={sections} />
      <button type="submit" className="button button-main justify-self-start">
        {t('add')}
      </button>
    </FoldedForm>
  );
}
