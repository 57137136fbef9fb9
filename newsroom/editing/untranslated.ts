import { type Language, languageOf } from '#i18n/languages';
import { type StoryText, type TextPlace, textsOf } from '#newsroom/editing/text-place';

/** Where a translation still has the words of its source, and how they begin. */
export type Untranslated = TextPlace & { around: string };

/** Fewer words that are the same in two languages of one script may be a name. */
const NAME_WORDS = 4;
/** Of a text's words, the part that has to be the source's for the text to be the source's. */
const MOST = 0.8;
/** Fewer letters of another script may be a name or a quotation. */
const FOREIGN_LETTERS = 20;
/** Of a text's words, the part that has to be in the source's script. */
const MOST_OWN = 2 / 3;
const AROUND = 60;

/**
 * The texts of a translation that are still those of its source: the same words, or nearly, or written in the script of
 * the source's language and not of its own.
 */
export function untranslatedIn(
  translation: StoryText,
  languages: { from: Language; to: Language },
  source: StoryText,
): Untranslated[] {
  const sources = textsOf(source).map(({ text }) => new Set(wordsOf(text)));
  const scripts = { from: languageOf(languages.from).script, to: languageOf(languages.to).script };
  return textsOf(translation).flatMap(({ text, ...place }) => {
    const isLeft = isOf(sources, wordsOf(text), scripts) || isForeign(text, scripts);
    return isLeft ? [{ ...(place as TextPlace), around: text.slice(0, AROUND).trim() }] : [];
  });
}

type Scripts = { from: string; to: string };

function isOf(sources: Set<string>[], words: string[], { from, to }: Scripts): boolean {
  // In another script a single word is a word that was left.
  const least = from === to ? NAME_WORDS : 1;
  const own = from === to ? words : words.filter((word) => hasLetters(word, from));
  if (own.length < least || own.length < words.length * MOST_OWN) return false;
  return sources.some((source) => own.filter((word) => source.has(word)).length >= own.length * MOST);
}

function isForeign(text: string, { from, to }: Scripts): boolean {
  if (from === to) return false;
  const count = (script: string) => [...text.matchAll(new RegExp(`\\p{Script=${script}}`, 'gu'))].length;
  const foreign = count(from);
  return foreign >= FOREIGN_LETTERS && foreign > count(to);
}

function hasLetters(word: string, script: string): boolean {
  return new RegExp(`\\p{Script=${script}}`, 'u').test(word);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
}
