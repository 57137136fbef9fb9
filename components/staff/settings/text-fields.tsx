import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { LanguageColumns } from '#components/staff/language-columns';
import { LongField } from '#components/staff/long-field';
import type { EditableSettings } from '#newsroom/settings/editable-settings';

/** Name, tagline and rule of reuse in every language. */
export function SiteTextFields({ settings }: { settings: EditableSettings | undefined }) {
  const t = useTranslations('fields');
  return (
    <LanguageColumns>
      {(code) => (
        <>
          <Field
            label={t('name')}
            name={`name.${code}`}
            lang={code}
            maxLength={80}
            defaultValue={settings?.texts[code].name}
            required
          />
          <LongField
            label={t('tagline')}
            name={`tagline.${code}`}
            lang={code}
            maxLength={300}
            defaultValue={settings?.texts[code].tagline}
          />
          <LongField
            label={t('reuseRule')}
            name={`reuseRule.${code}`}
            lang={code}
            maxLength={600}
            defaultValue={settings?.texts[code].reuseRule}
          />
        </>
      )}
    </LanguageColumns>
  );
}
