import { useTranslations } from 'next-intl';
import { DEFAULT_LANGUAGE, LANGUAGES } from '#i18n/languages';
import type { ImportOptions } from '#newsroom/transfer/run/import-options';

/** What is chosen for everything that the source does not say. */
export function OptionFields({
  sections,
  chosen,
  fetchMedia,
}: {
  sections: { key: string; name: string }[];
  chosen: Partial<Pick<ImportOptions, 'section' | 'language' | 'fetchMedia'>>;
  /** What to call the choice of pictures, where there is no file that could hold them. */
  fetchMedia?: string;
}) {
  const t = useTranslations('import.upload');
  return (
    <>
      <label className="field">
        <span>{t('section')}</span>
        <select name="section" className="input" defaultValue={chosen.section}>
          {sections.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('language')}</span>
        <select name="language" className="input" defaultValue={chosen.language ?? DEFAULT_LANGUAGE}>
          {LANGUAGES.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="flex min-h-11 items-center gap-2">
        <input type="checkbox" name="fetchMedia" defaultChecked={chosen.fetchMedia} /> {fetchMedia ?? t('fetchMedia')}
      </label>
    </>
  );
}
