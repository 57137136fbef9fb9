import { isWord } from '#blocks/body';

/** Counts the words of a text that comes in pieces: a word may begin in one and end in another. */
export type WordCount = {
  add(text: string): void;
  /** Whatever comes next begins a new word. */
  gap(): void;
  /** Words so far. */
  total(): number;
};

export function wordCount(): WordCount {
  let words = 0;
  let isInWord = false;
  const gap = () => {
    if (isInWord) words++;
    isInWord = false;
  };
  return {
    add(text) {
      for (const [index, run] of text.split(/\s+/).entries()) {
        if (index > 0) gap();
        isInWord ||= isWord(run);
      }
    },
    gap,
    total: () => words + (isInWord ? 1 : 0),
  };
}
