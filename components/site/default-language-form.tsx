import { useTranslations } from 'next-intl';
import { LANGUAGE_CHOICE_ADDRESS } from '#i18n/addresses';
import { LANGUAGES } from '#i18n/languages';

/**
 * Chooses the language in which the site's bare address opens from now on; the answer remembers it, with or without a
 * script.
 */
export function DefaultLanguageForm() {
  const t = useTranslations();
  return (
    <form action={LANGUAGE_CHOICE_ADDRESS} className="-ml-2 flex flex-wrap items-center text-small text-soft">
      <span className="px-2">{t('site.defaultLanguage')}</span>
      {LANGUAGES.map(({ code, name }) => (
        <button
          key={code}
          type="submit"
          name="language"
          value={code}
          lang={code}
          title={t('site.defaultLanguageNote')}
          className="quiet underline"
        >
          {name}
        </button>
      ))}
    </form>
  );
}
