import { type StoryText, type TextPlace, textsOf } from '#newsroom/editing/text-place';

/** Where something is still to come, and what stands around it. */
export type Placeholder = TextPlace & { around: string };

/** Latin and Cyrillic letters that look alike and get mixed. */
const TWINS = [
  'AА',
  'BВ',
  'CС',
  'EЕ',
  'HН',
  'KК',
  'MМ',
  'OО',
  'PР',
  'TТ',
  'XХ',
  'aа',
  'cс',
  'eе',
  'oо',
  'pр',
  'xх',
  'yу',
];
const LABOUR_CODE = /^[TТ][KК]$/u;

/** A word as a pattern, however its letters were typed. */
function patternOf(word: string): string {
  return [...word]
    .map((letter) => {
      const twins = TWINS.find((pair) => pair.includes(letter));
      return twins ? `[${twins}]` : letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
    })
    .join('');
}

/** TK 386 is a flight; ТК РФ and ТК РА are the labour codes. In brackets it is always one: [TK 386 names]. */
function placeholder(words: readonly string[]): RegExp {
  const any = words.map((word) => `(?:${patternOf(word)})+`).join('|');
  const alone = words.map((word) => {
    const notCode = LABOUR_CODE.test(word) ? String.raw`(?!\s+Р[ФА](?![\p{L}\p{N}]))` : '';
    return String.raw`(?:${patternOf(word)})+(?!\s*[-–—]?\s*\p{N})${notCode}`;
  });
  return new RegExp(
    String.raw`\[\s*(?:${any})(?![\p{L}_])[^\]]*\]|(?<![\p{L}\p{N}_])(?:${alone.join('|')})(?![\p{L}\p{N}_])`,
    'gu',
  );
}

const AROUND = 30;

/**
 * Every place that a writer has left for later with one of `words` (the settings have them): as a whole word, written
 * as it is, or with other words in brackets.
 */
export function placeholdersIn(story: StoryText, words: readonly string[]): Placeholder[] {
  if (words.length === 0) return [];
  const pattern = placeholder(words);
  return textsOf(story).flatMap(({ text, ...place }) =>
    [...text.matchAll(pattern)].map(({ 0: word, index }) => ({
      ...(place as TextPlace),
      around: text.slice(Math.max(0, index - AROUND), index + word.length + AROUND).trim(),
    })),
  );
}
