import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { DEFAULT_PLACEHOLDER_WORDS, type EditableSettings } from '#newsroom/settings/editable-settings';

/** How the newsroom writes. */
export function WritingFields({ settings }: { settings: EditableSettings | undefined }) {
  const t = useTranslations();
  return (
    <>
      <h2 className="newsroom-heading">{t('settings.writing')}</h2>
      <Field
        label={t('fields.placeholderWords')}
        name="placeholderWords"
        maxLength={500}
        defaultValue={(settings?.placeholderWords ?? DEFAULT_PLACEHOLDER_WORDS).join(', ')}
        hint={t('settings.hints.placeholderWords')}
      />
    </>
  );
}
