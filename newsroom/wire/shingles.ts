import { createHash } from 'node:crypto';
import { foldWords } from '#i18n/words';

/** So many words of a text are compared, three at a time. */
const WORDS = 50;
const AT_ONCE = 3;

/**
 * The first fifty words of a text as numbers, one for each three that stand together: two texts that share half of them
 * tell the same. None for a text of fewer than three words.
 */
export function shinglesOf(text: string): number[] {
  const words = (foldWords(text).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, WORDS);
  const all = words
    .slice(0, Math.max(0, words.length - AT_ONCE + 1))
    .map((_, index) => words.slice(index, index + AT_ONCE).join(' '));
  return [...new Set(all.map((three) => createHash('sha1').update(three).digest().readInt32BE()))];
}
