import { type Language, languageOf } from '#i18n/languages';

/** A number with the separators of a language: `12,345`, `12 345`. */
export function wholeNumber(number: number, language: Language): string {
  return new Intl.NumberFormat(languageOf(language).format).format(number);
}
