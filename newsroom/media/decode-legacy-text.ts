/**
 * Encodings in which Russian agencies and cameras have written before UTF-8, the likelier first, and that of the West.
 */
const CYRILLIC = ['windows-1251', 'koi8-r', 'x-mac-cyrillic', 'iso-8859-5', 'ibm866'];
const LATIN = 'windows-1252';

/** Russian letters, the most frequent first. A text in the wrong encoding has many of the last ones. */
const BY_FREQUENCY = 'оеаинтсрвлкмдпуяыёьгзбчйхжшюцщэфъ';
/** So many Russian letters tell an encoding by their frequency. */
const CERTAIN = 4;
/** What the letters of a Russian text come to on average is more than that, of 33. */
const PLAUSIBLE = 18;
/** What letters of a text stand among. */
const NO_LETTERS = /^[\0-\x7f\xa0«»„“”‘’–—…№©®°·]*$/;
const RUSSIAN_WORD = /^(?:[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+)$/;

/**
 * Texts of one file that are in some encoding of one byte a letter, each byte given as the letter of its number. Which
 * encoding it is, all of them tell together. A text that is neither Russian nor of the West is empty: better none than
 * one that nobody can read.
 */
export function decodeLegacyTexts(texts: readonly string[]): string[] {
  const bytes = texts.map((text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  const decode = (encoding: string) => bytes.map((one) => new TextDecoder(encoding).decode(one));
  const readings = new Map(CYRILLIC.map((encoding) => [decode(encoding).join('\n'), decode(encoding)]));
  const russian = [...readings]
    .map(([whole, decoded]) => ({ whole, decoded, score: russianScore(whole) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score);
  const [best] = russian;
  if (!best) return decode(LATIN).map((text) => (isWestern(text) ? text : ''));
  const letters = best.whole.replace(/[^а-яё]/gi, '').length;
  const isCertain = (russian.length === 1 || letters >= CERTAIN) && best.score / letters > PLAUSIBLE;
  return isCertain ? best.decoded : texts.map(() => '');
}

/** How Russian a text is: 0 if it is not; else more for frequent letters. */
function russianScore(text: string): number {
  if (!NO_LETTERS.test(text.replace(/\p{L}+/gu, ''))) return 0;
  const words = (text.match(/\p{L}+/gu) ?? []).filter((word) => /[^a-z]/i.test(word));
  if (!words.every((word) => RUSSIAN_WORD.test(word)) || !words.some((word) => word.length > 1)) return 0;
  const letters = [...words.join('').toLowerCase()];
  return letters.reduce((sum, letter) => sum + BY_FREQUENCY.length - BY_FREQUENCY.indexOf(letter), 0);
}

/** Letters with accents stand among others: `Café`, not `Îçåðî`, which is Russian that was read as French. */
function isWestern(text: string): boolean {
  const words = text.match(/\p{L}+/gu) ?? [];
  return (
    NO_LETTERS.test(text.replace(/\p{L}+/gu, '')) &&
    words.every((word) => /^[a-zà-öø-ÿœšžß]+$/i.test(word) && (word.length < 3 || /[a-z]{2}/i.test(word)))
  );
}
