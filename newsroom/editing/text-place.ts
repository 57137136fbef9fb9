import { type ArticleBody, textsIn } from '#blocks/body';

/** Where something stands in a story: in a line, or in a block of the body (from 0). */
export type TextPlace = { part: 'headline' | 'standfirst' } | { part: 'body'; block: number };

export type StoryText = { headline: string; standfirst: string; body: ArticleBody };

/** Every text of a story that a writer can change, with its place, in reading order. */
export function textsOf({ headline, standfirst, body }: StoryText): (TextPlace & { text: string })[] {
  return [
    { part: 'headline', text: headline },
    { part: 'standfirst', text: standfirst },
    ...body.flatMap((block, index) => textsIn(block).map((text) => ({ part: 'body' as const, block: index, text }))),
  ];
}

/** The first of several places, quoted, for a message: “the mayor, TK, said”, “TK men”. */
export function quotePlaces(places: { around: string }[]): string {
  const quotes = places.slice(0, 3).map(({ around }) => `“${around}”`);
  return quotes.join(', ') + (places.length > quotes.length ? ', …' : '');
}
