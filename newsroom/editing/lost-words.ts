import { storedBody } from '#blocks/body';
import type { ArticleText } from '#newsroom/editing/working-copy';

/**
 * How many words of a text another one no longer has, wherever they stand; addresses, captions and unknown blocks
 * count too. A word that was being written ("gover" before "government") is not lost. `of` is how many words the older
 * text has.
 */
export function countLostWords(older: ArticleText, newer: ArticleText): { lost: number; of: number } {
  const before = wordsOf(older);
  const left = new Map<string, number>();
  for (const word of wordsOf(newer)) left.set(word, (left.get(word) ?? 0) + 1);
  const lost = before.filter((word) => {
    const count = left.get(word) ?? 0;
    if (count > 0) left.set(word, count - 1);
    return count === 0;
  });
  const [only] = lost;
  const isGrowing = lost.length === 1 && [...left].some(([word, count]) => count > 0 && word.startsWith(only ?? ''));
  return { lost: isGrowing ? 0 : lost.length, of: before.length };
}

function wordsOf({ body, ...lines }: ArticleText): string[] {
  return stringsIn([lines, storedBody(body)]).flatMap((text) => text.match(/\S+/g) ?? []);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}
