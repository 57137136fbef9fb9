import { type Language, languageOf } from '#i18n/languages';

/** The name of a language in another one, from Unicode (CLDR), to stand alone: `Russian`, `Русский`, `Ռուսերեն`. */
export function languageName(language: Language, inLanguage: Language): string {
  const format = languageOf(inLanguage).format;
  const name = new Intl.DisplayNames(format, { type: 'language' }).of(language) ?? languageOf(language).name;
  return name.charAt(0).toLocaleUpperCase(format) + name.slice(1);
}
