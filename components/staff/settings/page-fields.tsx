import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { LanguageColumns } from '#components/staff/language-columns';
import { LongField } from '#components/staff/long-field';
import type { PageTexts } from '#newsroom/settings/page';

/** Title and description of a page in every language; empty where it is not begun, required where it is. */
export function PageFields({ texts }: { texts: PageTexts }) {
  const t = useTranslations('fields');
  return (
    <LanguageColumns>
      {(code) => (
        <>
          <Field
            label={t('title')}
            name={`title.${code}`}
            lang={code}
            maxLength={120}
            defaultValue={texts[code]?.title}
            required={texts[code] !== undefined}
          />
          <LongField
            label={t('description')}
            name={`description.${code}`}
            lang={code}
            maxLength={300}
            defaultValue={texts[code]?.description}
          />
        </>
      )}
    </LanguageColumns>
  );
}
