import { transliterate } from 'transliteration';
import { type Language, languageOf } from '#i18n/languages';
import type { LanguageRecord } from '#i18n/languages/record';

// Apart from slug.ts: the tables of `transliteration` cost 20 MB, and web processes only ever ask whether a slug is
// one.

const LONGEST = 80;

/** Signs that stand inside words and are not heard. */
const SILENT = /['’ʼ`՚՛՜՞\u00ad]/g;

/**
 * The last part of an address for a headline, in Latin letters that its readers know; empty where the headline has
 * nothing to read.
 */
export function slugFromHeadline(headline: string, language: Language): string {
  const transliteration: LanguageRecord['transliteration'] = languageOf(language).transliteration;
  const lower = headline.normalize('NFC').toLocaleLowerCase(language).replace(SILENT, '');
  const latin = transliterate(transliteration.reduce((text, [from, to]) => text.replaceAll(from, to), lower));
  const words =
    latin
      .toLowerCase()
      .replace(SILENT, '')
      .match(/[a-z0-9]+/g) ?? [];
  const [first = '', ...rest] = words;
  let slug = first.slice(0, LONGEST);
  for (const word of rest) {
    if (slug.length + 1 + word.length > LONGEST) break;
    slug += `-${word}`;
  }
  return slug;
}
