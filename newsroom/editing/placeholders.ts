import { type StoryText, type TextPlace, textsOf } from '#newsroom/editing/text-place';

/** Where something is still to come, and what stands around it. */
export type Placeholder = TextPlace & { around: string };

// Latin and Cyrillic letters look alike and get mixed. TK 386 is a flight; ТК РФ and ТК РА are the labour codes.
const LATIN_OR_CYRILLIC = String.raw`(?:[TТ][KК])+(?!\s*[-–—]?\s*\p{N})(?!\s+Р[ФА](?![\p{L}\p{N}]))`;
const ALONE = String.raw`(?<![\p{L}\p{N}_])(?:${LATIN_OR_CYRILLIC}|(?:ՏԿ)+(?!\s*[-–—]?\s*\p{N}))(?![\p{L}\p{N}_])`;
/** In brackets it is always one, whatever follows: [TK 386 names]. */
const IN_BRACKETS = String.raw`\[\s*(?:[TТ][KК]|ՏԿ)+(?![\p{L}_])[^\]]*\]`;
const PLACEHOLDER = new RegExp(`${IN_BRACKETS}|${ALONE}`, 'gu');

const AROUND = 30;

/** Every TK that a writer has left for later: as a whole word in capitals (TK, ТК, ՏԿ), or with words in brackets. */
export function placeholdersIn(story: StoryText): Placeholder[] {
  return textsOf(story).flatMap(({ text, ...place }) =>
    [...text.matchAll(PLACEHOLDER)].map(({ 0: word, index }) => ({
      ...(place as TextPlace),
      around: text.slice(Math.max(0, index - AROUND), index + word.length + AROUND).trim(),
    })),
  );
}
