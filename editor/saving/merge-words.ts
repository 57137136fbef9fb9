import { diff3Merge } from 'node-diff3';

/** What came of two changes to one thing, and in how many places both changed the same. */
export type Merged<Value> = { value: Value; conflicts: number };

/** What words are merged by: which are equal, what is written, and what stands between two of them. */
type Words<Word> = { keyOf(word: Word): string; textOf(word: Word): string; space: Word };

/**
 * Two changes to a list of words, with what both did. Where both changed the same words, theirs stand before mine, with
 * a space between; what both inserted in one place is no conflict.
 */
export function mergeWords<Word>(
  base: readonly Word[],
  theirs: readonly Word[],
  mine: readonly Word[],
  { keyOf, textOf, space }: Words<Word>,
): Merged<Word[]> {
  const known = new Map([...base, ...theirs, ...mine].map((word) => [keyOf(word), word]));
  const keys = (words: readonly Word[]) => words.map(keyOf);
  const wordsOf = (some: string[]) => some.map((key) => known.get(key) as Word);
  const inOne = (one: Word[], other: Word[]): Word[] => {
    const beside = [one.at(-1), other[0]];
    const areApart = beside.some((word) => word === undefined || textOf(word).trim() === '');
    return areApart ? [...one, ...other] : [...one, space, ...other];
  };
  let conflicts = 0;
  const merged = diff3Merge(keys(theirs), keys(base), keys(mine), { excludeFalseConflicts: true }).flatMap(
    ({ ok, conflict }) => {
      if (!conflict) return wordsOf(ok ?? []);
      if (conflict.o.length > 0) conflicts++;
      return inOne(wordsOf(conflict.a), wordsOf(conflict.b));
    },
  );
  return { value: merged, conflicts };
}

/** The same for a line of text. */
export function mergeLines(base: string, theirs: string, mine: string): Merged<string> {
  if (theirs === mine || mine === base) return { value: theirs, conflicts: 0 };
  if (theirs === base) return { value: mine, conflicts: 0 };
  const itself = (word: string) => word;
  const words = { keyOf: itself, textOf: itself, space: ' ' };
  const { value, conflicts } = mergeWords(wordsIn(base), wordsIn(theirs), wordsIn(mine), words);
  return { value: value.join(''), conflicts };
}

/** Words and what stands between them; put together they are the text again. */
export function wordsIn(text: string): string[] {
  return text.match(/\s+|\S+/g) ?? [];
}
