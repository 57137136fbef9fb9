import { type Language, languageOf } from '#i18n/languages';

const names = new Map<string, string>();

/** The name of a language in another one, from Unicode (CLDR), to stand alone: `Russian`, `Русский`, `Ռուսերեն`. */
export function languageName(language: Language, inLanguage: Language): string {
  const key = `${language} ${inLanguage}`;
  const known = names.get(key);
  if (known !== undefined) return known;
  const format = languageOf(inLanguage).format;
  const name = new Intl.DisplayNames(format, { type: 'language' }).of(language) ?? languageOf(language).name;
  const alone = name.charAt(0).toLocaleUpperCase(format) + name.slice(1);
  names.set(key, alone);
  return alone;
}
