import { diffArrays, diffWordsWithSpace } from 'diff';
import { type ArticleBody, summaryOf } from '#blocks/body';
import { canonicalJson } from '#blocks/canonical-json';
import type { ArticleText } from '#newsroom/editing/working-copy';

/** A run of words that is in both texts, or only in the older or the newer one. */
export type WordRun = { kind: 'same' | 'gone' | 'new'; text: string };

/**
 * A block of either text, beside the one of the other that it became. `words` is what to show; equal blocks are one
 * run.
 */
export type BlockDifference = {
  kind: 'same' | 'gone' | 'new' | 'changed';
  type: ArticleBody[number]['type'];
  /** Where it stands in each text, from 0. */
  older: number | null;
  newer: number | null;
  words: WordRun[];
  /** Something that words do not show: a link, a mark, the level of a heading. */
  isFormed: boolean;
};

export type TextDifference = {
  headline: WordRun[];
  standfirst: WordRun[];
  source: WordRun[];
  blocks: BlockDifference[];
};

/** What became of one text in another: block by block, then word by word inside a block that was changed. */
export function diffTexts(older: ArticleText, newer: ArticleText): TextDifference {
  return {
    headline: wordsBetween(older.headline, newer.headline),
    standfirst: wordsBetween(older.standfirst, newer.standfirst),
    source: wordsBetween(older.source, newer.source),
    blocks: blocksBetween(older.body, newer.body),
  };
}

function wordsBetween(older: string, newer: string): WordRun[] {
  if (older === newer) return newer ? [{ kind: 'same', text: newer }] : [];
  return diffWordsWithSpace(older, newer).map(({ value, added, removed }) => ({
    kind: added ? 'new' : removed ? 'gone' : 'same',
    text: value,
  }));
}

function blocksBetween(older: ArticleBody, newer: ArticleBody): BlockDifference[] {
  const parts = diffArrays(older.map(canonicalJson), newer.map(canonicalJson));
  const found: BlockDifference[] = [];
  let [from, to] = [0, 0];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    if (!part) continue;
    const next = parts[index + 1];
    if (part.removed && next?.added) {
      // What went and what came in its place belong together, in order, as far as they are of one kind.
      found.push(...paired(older.slice(from, from + part.count), newer.slice(to, to + next.count), from, to));
      from += part.count;
      to += next.count;
      index++;
    } else {
      for (let count = 0; count < part.count; count++) {
        const block = part.added ? newer[to] : older[from];
        if (!block) continue;
        const kind = part.added ? 'new' : part.removed ? 'gone' : 'same';
        found.push(alone(kind, block, part.added ? null : from, part.removed ? null : to));
        if (!part.added) from++;
        if (!part.removed) to++;
      }
    }
  }
  return found;
}

function paired(gone: ArticleBody, came: ArticleBody, from: number, to: number): BlockDifference[] {
  const both = Math.min(gone.length, came.length);
  return [
    ...gone.slice(0, both).flatMap((block, index) => {
      const other = came[index];
      if (!other) return [];
      if (other.type !== block.type)
        return [alone('gone', block, from + index, null), alone('new', other, null, to + index)];
      const words = wordsBetween(summaryOf(block), summaryOf(other));
      return [
        {
          kind: 'changed' as const,
          type: block.type,
          older: from + index,
          newer: to + index,
          words,
          isFormed: words.every(({ kind }) => kind === 'same'),
        },
      ];
    }),
    ...gone.slice(both).map((block, index) => alone('gone', block, from + both + index, null)),
    ...came.slice(both).map((block, index) => alone('new', block, null, to + both + index)),
  ];
}

function alone(
  kind: 'same' | 'gone' | 'new',
  block: ArticleBody[number],
  older: number | null,
  newer: number | null,
): BlockDifference {
  return { kind, type: block.type, older, newer, words: [{ kind, text: summaryOf(block) }], isFormed: false };
}
