import { diff3Merge } from 'node-diff3';

/** What came of two changes to one thing, and in how many places both changed the same. */
export type Merged<Value> = { value: Value; conflicts: number };

/**
 * Two changes to a list of words, with what both did. Where both changed the same words, theirs stand before mine;
 * what both inserted in one place is no conflict. `keyOf` says which words are equal.
 */
export function mergeWords<Word>(
  base: readonly Word[],
  theirs: readonly Word[],
  mine: readonly Word[],
  keyOf: (word: Word) => string,
): Merged<Word[]> {
  const known = new Map([...base, ...theirs, ...mine].map((word) => [keyOf(word), word]));
  const keys = (words: readonly Word[]) => words.map(keyOf);
  let conflicts = 0;
  const merged = diff3Merge(keys(theirs), keys(base), keys(mine), { excludeFalseConflicts: true }).flatMap(
    ({ ok, conflict }) => {
      if (!conflict) return ok ?? [];
      if (conflict.o.length > 0) conflicts++;
      return [...conflict.a, ...conflict.b];
    },
  );
  return { value: merged.flatMap((key) => known.get(key) ?? []), conflicts };
}

/** The same for a line of text. */
export function mergeLines(base: string, theirs: string, mine: string): Merged<string> {
  if (theirs === mine || mine === base) return { value: theirs, conflicts: 0 };
  if (theirs === base) return { value: mine, conflicts: 0 };
  const { value, conflicts } = mergeWords(wordsIn(base), wordsIn(theirs), wordsIn(mine), (word) => word);
  return { value: value.join(''), conflicts };
}

/** Words and what stands between them; put together they are the text again. */
export function wordsIn(text: string): string[] {
  return text.match(/\s+|\S+/g) ?? [];
}
