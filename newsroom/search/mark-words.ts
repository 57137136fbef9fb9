import { type Place, placesOf } from '#i18n/words';
import type { MarkedText } from '#newsroom/search/match';

/** The places at which a story has the words asked for, as search.article counts them. */
export type Places = Record<string, number[]>;

/** A word or phrase as PostgreSQL writes it: its stems, each with its distance from the first. */
type Phrase = { stem: string; distance: number }[];

/** A text with its words marked, and whether any is. */
type Marked = { text: MarkedText; hasMarks: boolean };

/** Words of an excerpt: so many at most, and so many of them before the first that is marked. */
const EXCERPT_LENGTH = 30;
const EXCERPT_BEFORE = 6;

/** How many words there are in a text, and one for the end of a part (newsroom/search/index-articles.ts). */
export function partLength(text: string): number {
  return placesOf(text).length + 1;
}

/** The stems in alternatives of a question: `'covid' <-> '19'` has two. */
export function stemsIn(alternatives: readonly string[]): string[] {
  return [...new Set(alternatives.flatMap((alternative) => parsePhrase(alternative).map(({ stem }) => stem)))];
}

/** All places of words that are asked for, those of a phrase only where it is whole. */
export function matchedPlaces(alternatives: readonly string[], places: Places): Set<number> {
  const matched = new Set<number>();
  const byStem = new Map(Object.entries(places).map(([stem, of]) => [stem, new Set(of)]));
  for (const phrase of alternatives.map(parsePhrase)) {
    for (const start of places[phrase[0]?.stem ?? ''] ?? []) {
      const isWhole = phrase.every(({ stem, distance }) => byStem.get(stem)?.has(start + distance));
      if (isWhole) for (const { distance } of phrase) matched.add(start + distance);
    }
  }
  return matched;
}

/** A text whose words are counted from `before` + 1 on, with those marked that are at matched places. */
export function markWords(text: string, matched: ReadonlySet<number>, before: number): Marked {
  const marked = placesOf(text).filter((_, index) => matched.has(before + index + 1));
  return { text: piecesOf(text, marked), hasMarks: marked.length > 0 };
}

/** A stretch of a longer text with as many marked words as possible; null where none is marked. */
export function excerptOf(text: string, matched: ReadonlySet<number>, before: number): MarkedText | null {
  const words = placesOf(text).map((word, index) => ({ ...word, isMarked: matched.has(before + index + 1) }));
  const counts = words.map(({ isMarked }, index) =>
    isMarked ? words.slice(index, index + EXCERPT_LENGTH - EXCERPT_BEFORE).filter((word) => word.isMarked).length : 0,
  );
  const best = counts.indexOf(Math.max(0, ...counts));
  if (!counts[best]) return null;
  const first = Math.max(0, Math.min(best - EXCERPT_BEFORE, words.length - EXCERPT_LENGTH));
  const shown = words.slice(first, first + EXCERPT_LENGTH);
  const from = shown[0]?.at ?? 0;
  const to = shown.at(-1)?.end ?? text.length;
  const marked = shown.filter(({ isMarked }) => isMarked);
  const pieces = piecesOf(
    text.slice(from, to),
    marked.map(({ at, end }) => ({ at: at - from, end: end - from })),
  ).map((piece) => ({ ...piece, text: piece.text.replaceAll(/\s+/g, ' ') }));
  return inOrder([{ text: '… ', marked: false }, ...pieces, { text: ' …', marked: false }]);
}

function piecesOf(text: string, marked: readonly Place[]): MarkedText {
  const pieces: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const word of marked) {
    pieces.push(
      { text: text.slice(at, word.at), marked: false },
      { text: text.slice(word.at, word.end), marked: true },
    );
    at = word.end;
  }
  return inOrder([...pieces, { text: text.slice(at), marked: false }]);
}

/** Pieces with their places in the whole; those that have nothing in them are left out. */
function inOrder(pieces: readonly { text: string; marked: boolean }[]): MarkedText {
  let at = 0;
  return pieces
    .filter(({ text }) => text !== '')
    .map((piece) => {
      const placed = { at, ...piece };
      at += piece.text.length;
      return placed;
    });
}

/** Reads `'covid' <-> '19' <2> 'wave'`; stems have letters and digits only. */
function parsePhrase(alternative: string): Phrase {
  let distance = 0;
  return [...alternative.matchAll(/(?:<(?<gap>-|\d+)> )?'(?<stem>[^']+)'/g)].map(
    ({ groups: { gap, stem = '' } = {} }) => {
      if (gap !== undefined) distance += gap === '-' ? 1 : Number(gap);
      return { stem, distance };
    },
  );
}
