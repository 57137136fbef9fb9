import { useTranslations } from 'next-intl';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';
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
    <details className="w-full">
      <summary className="button button-main">{t('create')}</summary>
      <StaffForm action={action} label={t('create')} className="mt-3 grid max-w-2xl gap-4" clears>
        <SourceFields source={{ name: '', address: '', language, section: '', credit: '' }} sections={sections} />
        <button type="submit" className="button button-main justify-self-start">
          {t('add')}
        </button>
      </StaffForm>
    </details>
  );
}
