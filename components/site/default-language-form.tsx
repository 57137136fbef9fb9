import { useLocale, useTranslations } from 'next-intl';
import { LANGUAGE_CHOICE_ADDRESS } from '#i18n/addresses';
import { languageName } from '#i18n/language-names';
import { LANGUAGES } from '#i18n/languages';

/**
 * Chooses the language in which the site's bare address opens from now on; the answer remembers it, with or without a
 * script. Languages are named in the reader's own, as in the language switch: their own names would load fonts of every
 * script on every page.
 */
export function DefaultLanguageForm() {
  const t = useTranslations();
  const language = useLocale();
  return (
    <form action={LANGUAGE_CHOICE_ADDRESS} className="-ml-2 flex flex-wrap items-center text-small text-soft">
      <span className="px-2">{t('site.defaultLanguage')}</span>
      {LANGUAGES.map(({ code }) => (
        <button
          key={code}
          type="submit"
          name="language"
          value={code}
          title={t('site.defaultLanguageNote')}
          className="quiet underline"
        >
          {languageName(code, language)}
        </button>
      ))}
    </form>
  );
}
