import { wordsIn } from '#blocks/body';
import type { Block } from '#blocks/kinds';
import type { LeftOut, LeftOutWhat } from './html-reader.ts';
import { lettersOf } from './limits.ts';
import { wordCount } from './word-count.ts';

/** Letters of what is left out that are told. */
const EXCERPT = 100;
/** As many are told one by one; more of a kind are added to the last of it. */
const MOST_ENTRIES = 1_000;

/** The account of the words of a text: where each of them went. */
export function accountOf() {
  const source = wordCount();
  const leftOut: LeftOut[] = [];
  const lastOfKind = new Map<LeftOutWhat, LeftOut>();

  const note = (what: LeftOutWhat, text: string, excerpt = '') => {
    const words = wordsIn(text);
    const told = (text.trim() || excerpt).replace(/\s+/g, ' ').slice(0, EXCERPT).toWellFormed();
    if (words === 0 && !told) return;
    const last = leftOut.length < MOST_ENTRIES ? undefined : lastOfKind.get(what);
    if (last) {
      last.words += words;
      return;
    }
    const entry = { what, words, excerpt: told };
    leftOut.push(entry);
    lastOfKind.set(what, entry);
  };

  /** What the source had, and what of it the blocks have. */
  const balance = (blocks: readonly Block[]) => {
    const left = leftOut.reduce((sum, { words }) => sum + words, 0);
    const inBlocks = blocks.reduce((sum, block) => sum + wordsIn(lettersOf(block)), 0);
    const missing = Math.max(0, source.total() - left - inBlocks);
    if (missing > 0) leftOut.push({ what: 'unaccounted', words: missing, excerpt: '' });
    return { words: { source: source.total(), kept: source.total() - left - missing }, leftOut };
  };

  return { source, note, balance };
}
