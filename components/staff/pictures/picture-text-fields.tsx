import { useTranslations } from 'next-intl';
import { Field } from '#components/staff/field';
import { LANGUAGES } from '#i18n/languages';
import type { LibraryPictureDetails } from '#newsroom/media/library';

/** What a picture says in each language. */
export function PictureTextFields({ words }: { words: LibraryPictureDetails['words'] }) {
  const t = useTranslations('pictures.details');
  return (
    <div className="grid gap-6 desk:grid-cols-3">
      {LANGUAGES.map(({ code, name }) => (
        <fieldset key={code} className="grid content-start gap-3">
          <legend className="newsroom-heading mb-3 w-full" lang={code}>
            {name}
          </legend>
          <label className="field">
            <span>{t('alt')}</span>
            <span className="field-hint">{t('altHint')}</span>
            <textarea
              name={`alt.${code}`}
              defaultValue={words[code]?.alt}
              lang={code}
              rows={2}
              maxLength={1_000}
              className="input field-sizing-content"
            />
          </label>
          <label className="field">
            <span>{t('caption')}</span>
            <textarea
              name={`caption.${code}`}
              defaultValue={words[code]?.caption}
              lang={code}
              rows={3}
              maxLength={1_000}
              className="input field-sizing-content"
            />
          </label>
          <Field
            label={t('credit')}
            name={`credit.${code}`}
            defaultValue={words[code]?.credit}
            lang={code}
            maxLength={1_000}
          />
        </fieldset>
      ))}
    </div>
  );
}
