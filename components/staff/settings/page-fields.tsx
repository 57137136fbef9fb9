import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { LanguageColumns } from '#components/staff/language-columns';
import { LongField } from '#components/staff/long-field';
import { isLanguage } from '#i18n/languages';
import type { PageTexts } from '#newsroom/settings/save-page-texts';

/** Title and description of a page in the languages that it is written in. */
export function PageFields({ words }: { words: PageTexts }) {
  const t = useTranslations('fields');
  return (
    <LanguageColumns languages={Object.keys(words).filter(isLanguage)}>
      {(code) => (
        <>
          <Field
            label={t('title')}
            name={`title.${code}`}
            lang={code}
            maxLength={120}
            defaultValue={words[code]?.title}
            required
          />
          <LongField
            label={t('description')}
            name={`description.${code}`}
            lang={code}
            maxLength={300}
            defaultValue={words[code]?.description}
          />
        </>
      )}
    </LanguageColumns>
  );
}
