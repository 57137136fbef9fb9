import { type ArticleBody, textsIn } from '#blocks/body';

/**
 * Where something is still to come: in which part of the story, in which block of the body, and what stands around it.
 */
export type Placeholder = { around: string } & ({ part: 'headline' | 'standfirst' } | { part: 'body'; block: number });

/** Latin and Cyrillic letters look alike and get mixed; ТК РФ and ТК РА are the labour codes. */
const PLACEHOLDER = /(?<![\p{L}\p{N}_])(?:(?:[TТ][KК])+(?!\s+Р[ФА](?![\p{L}\p{N}]))|(?:ՏԿ)+)(?![\p{L}\p{N}_])/gu;

const AROUND = 30;

/** Every TK that a writer has left for later, as a whole word in capitals: TK, ТК, ՏԿ. */
export function placeholdersIn(story: { headline: string; standfirst: string; body: ArticleBody }): Placeholder[] {
  return [
    ...found(story.headline).map((around) => ({ part: 'headline' as const, around })),
    ...found(story.standfirst).map((around) => ({ part: 'standfirst' as const, around })),
    ...story.body.flatMap((block, index) =>
      textsIn(block)
        .flatMap(found)
        .map((around) => ({ part: 'body' as const, block: index, around })),
    ),
  ];
}

function found(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(({ 0: word, index }) =>
    text.slice(Math.max(0, index - AROUND), index + word.length + AROUND).trim(),
  );
}
