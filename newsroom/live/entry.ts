import { z } from 'zod';
import { type ArticleBody, articleBody, parseBody, searchTextOf } from '#blocks/body';

/** What is written of an entry in a language. The title may be empty. */
export type EntryText = { title: string; body: ArticleBody };

/** A longer one is a story of its own: blocks. */
export const MOST_BLOCKS = 200;

const title = z
  .string()
  .max(300)
  .transform((text) => text.replace(/\s+/g, ' ').trim());

/** The same as it is sent: its blocks as they are stored, so that versions of the code understand each other. */
export const sentEntry = z.strictObject({
  title,
  body: z.array(z.unknown()).max(MOST_BLOCKS).transform(parseBody).pipe(articleBody),
});

/** An entry as readers of a language have it. */
export type LiveEntry = EntryText & {
  id: number;
  shownAt: Date;
  /** Last change of the text; null while it stands as first published. */
  revisedAt: Date | null;
  isKey: boolean;
  isPinned: boolean;
  author: { key: string; name: string } | null;
  /** The story that was made of it, once that is published in the language. */
  ownStory: { slug: string; headline: string } | null;
};

/** What a list calls an entry: for the page, a key event. */
export type EntryName = { id: number; name: string; shownAt: Date };

const NAME_LENGTH = 120;

/** So many key events a live blog has at most: they stand above its entries. */
export const MOST_KEY_EVENTS = 50;

/**
 * What an entry is called where one line stands for it: its title, or how its text begins, as readers see it; `otherwise`
 * for one that is only to be looked at, as a picture without a caption is.
 */
export function entryName({ title, body }: EntryText, otherwise = ''): string {
  if (title) return title;
  const [text] = searchTextOf(body).split('\n', 1);
  if (!text) return otherwise;
  if (text.length <= NAME_LENGTH) return text;
  return `${text.slice(0, NAME_LENGTH).replace(/\s+\S*$/, '')}…`;
}
