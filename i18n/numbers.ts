import { type Language, languageOf } from '#i18n/languages';

const formats = new Map<Language, Intl.NumberFormat>();

/** A number with the separators of a language: `12,345`, `12 345`. */
export function wholeNumber(number: number, language: Language): string {
  let format = formats.get(language);
  if (!format) {
    format = new Intl.NumberFormat(languageOf(language).format);
    formats.set(language, format);
  }
  return format.format(number);
}
