// What a word is, for search: the only place that decides it. The database divides what comes from here at spaces, so
// that it does not matter which letters its locale knows.

/** Goes up with every change of what the functions here return: search then makes its words anew. */
export const WORD_RULES = 2;

/** Where a word begins in a text, and where what follows it does, in UTF-16 code units. */
export type Place = { at: number; end: number };

export type Word = Place & {
  /** As people write it, in small letters. */
  written: string;
  /** As it is compared: the same for Erdoğan and Erdogan, Пётр and Петр, Երևան and Երեւան. */
  folded: string;
};

/**
 * Letters, with their accents and with what stands inside words without being read (soft hyphens, the signs with which
 * Armenian asks and exclaims), or digits. Everything else divides words, apostrophes too, and so do letters and digits
 * one another: С-300, С 300 and С300 are the same two words. Roman figures of one sign (Ⅱ) are letters. Signs that
 * merely look like raised letters are none. Raised and lowered figures are words of their own: 10⁹ is 10 and 9, not 109.
 */
const WORD =
  /[\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{Nl}][\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{Nl}\p{M}\p{Cf}՛՜՞՟]*|\p{Nd}+|[¼-¾⅐-⅞↉]|[^\P{No}¼-¾⅐-⅞↉]+/gu;
/** A fraction of one sign is two words, as 1/2 is. */
const FRACTION = /^[¼-¾⅐-⅞↉]$/;
const ONLY_ASCII = /^[a-z0-9]+$/i;
const NOT_READ = /[\p{M}\p{Cf}՛՜՞՟]/gu;
const NEITHER_LETTER_NOR_DIGIT = /[^\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{Nd}]/gu;

/** Marks that make other letters (й, ў, ї), so that they stay; all others are accents. */
const ACCENT = /(?<![иу])\u0306|(?<!і)\u0308|(?![\u0306\u0308])\p{M}/gu;

/** Letters that no decomposition of Unicode's makes plain. */
const PLAIN: Record<string, string> = {
  ...{ ə: 'a', ǝ: 'a', ә: 'a', ı: 'i', æ: 'ae', œ: 'oe', ø: 'o', ß: 'ss', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h' },
  ...{ ŋ: 'n', եւ: 'և', եվ: 'և' },
};
const NOT_PLAIN = new RegExp(Object.keys(PLAIN).join('|'), 'g');

/** The words of a text, in order. */
export function wordsIn(text: string): Word[] {
  return placesOf(text).map(({ at, end }) => {
    const found = text.slice(at, end) || denominatorOf(text.charAt(at - 1));
    const written = ONLY_ASCII.test(found) ? found.toLowerCase() : writtenForm(found);
    // Of some signs that Unicode calls letters nothing is left.
    const folded = ONLY_ASCII.test(written) ? written : foldedForm(written) || written;
    return { at, end, written, folded };
  });
}

/**
 * Names of one or two letters and a figure, each as one word: с300 for С-300, С 300 and С300. Stemmers leave single
 * letters out, so that С-300 would find every 300.
 */
export function modelNamesIn(text: string): string[] {
  const words = wordsIn(text);
  return words.flatMap(({ folded, end }, index) => {
    const next = words[index + 1];
    const isName = next && /^\p{L}{1,2}$/u.test(folded) && /^\d+$/.test(next.folded);
    return isName && /^[\s\p{Pd}−]?$/u.test(text.slice(end, next.at)) ? [folded + next.folded] : [];
  });
}

/**
 * Where the words of a text are, in order: wordsIn without what takes time. The second word of ½ has no place of its
 * own and stands behind it.
 */
export function placesOf(text: string): Place[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: found, index: at }) => {
    const end = at + found.length;
    return FRACTION.test(found)
      ? [
          { at, end },
          { at: end, end },
        ]
      : [{ at, end }];
  });
}

/** What stands below the line of a fraction of one sign. */
function denominatorOf(fraction: string): string {
  return fraction.normalize('NFKD').split('⁄')[1] ?? '';
}

/** The words of a text as they are compared, with single spaces between them. */
export function foldWords(text: string): string {
  return wordsIn(text)
    .map(({ folded }) => folded)
    .join(' ');
}

/** Armenian has no capital of its own for և: ԵՐԵՎԱՆ is Երևան. (Words that begin so, Եվրոպա, keep both letters.) */
const EV_INSIDE = /(?<=\p{L})ե[ւվ]/gu;

function writtenForm(found: string): string {
  return found.normalize('NFC').toLowerCase().normalize('NFC').replace(NOT_READ, '').replace(EV_INSIDE, 'և');
}

function foldedForm(written: string): string {
  return written
    .normalize('NFKD')
    .replace(/⁄.*/, '')
    .toLowerCase()
    .replace(ACCENT, '')
    .normalize('NFC')
    .replace(NOT_PLAIN, (letter) => PLAIN[letter] ?? letter)
    .replace(NEITHER_LETTER_NOR_DIGIT, '');
}
