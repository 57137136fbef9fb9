import { transliterate } from 'transliteration';
import { ALL_LANGUAGES, type Language, languageOf } from '#i18n/languages';
import type { LanguageRecord } from '#i18n/languages/record';

// Apart from slug.ts: the tables of `transliteration` cost 20 MB, and web processes only ever ask whether a slug is
// one.

const LONGEST = 80;

/** Signs that stand inside words and are not heard. */
const SILENT = /['’‘ʼʻʿʾ`´՚՛՜՞\u00ad]/g;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

type Transliteration = LanguageRecord['transliteration'];

/** Whatever language a headline is in, a name in another script is written as readers of that script write it. */
const OTHER_SCRIPTS: Transliteration = ALL_LANGUAGES.filter(({ script }) => script !== 'Latin').flatMap(
  ({ transliteration }): Transliteration => transliteration,
);

/** Letters of neighbouring languages that the package does not know, or knows as signs that would divide a word. */
const NEIGHBOURS: Transliteration = [
  // Azerbaijani; the Cyrillic letter is often typed in its place.
  ['ə', 'a'],
  ['ǝ', 'a'],
  ['ә', 'a'],
  ['ӛ', 'a'],
  ['ҝ', 'g'],
  // Abkhaz.
  ['ӷ', 'gh'],
  ['ҕ', 'gh'],
  ['ԥ', 'p'],
  ['ҩ', 'o'],
  ['ҵ', 'ts'],
  ['ҳ', 'h'],
  // Mingrelian and Svan.
  ['ჷ', 'y'],
  // Languages of the North.
  ['ӆ', 'l'],
  ['ӊ', 'n'],
  ['ӎ', 'm'],
  ['ҋ', 'y'],
];

/**
 * The last part of an address for a headline, in Latin letters that its readers know; empty where the headline has
 * nothing to read. What is no letter or digit divides words, and no letter does.
 */
export function slugFromHeadline(headline: string, language: Language): string {
  const letters: Transliteration = [...languageOf(language).transliteration, ...OTHER_SCRIPTS, ...NEIGHBOURS];
  const lower = headline.normalize('NFC').toLocaleLowerCase(language).replace(SILENT, '');
  const latin = letters.reduce((text, [from, to]) => text.replaceAll(from, to), lower);
  const words = (latin.match(WORD) ?? [])
    .map((word) =>
      transliterate(word)
        .toLowerCase()
        .replace(/[^a-z0-9]/g, ''),
    )
    .filter(Boolean);
  const [first = '', ...rest] = words;
  let slug = first.slice(0, LONGEST);
  for (const word of rest) {
    if (slug.length + 1 + word.length > LONGEST) break;
    slug += `-${word}`;
  }
  return slug;
}
