import type * as z from 'zod/mini';
import type { PictureTexts } from '#blocks/picture-texts';
import type { Text } from '#blocks/spans';

// What every kind of block says of itself, without a browser or React. kinds.ts lists them.

/** The texts in a block. */
type TextParts = {
  /** The story's own sentences: their words are counted. */
  prose?: Text[];
  /** What stands beside it and readers see: who is quoted, captions, titles. Searched, but not counted. */
  labels?: string[];
  /** What only some readers are told, such as alternative texts. */
  hidden?: string[];
};

export type KindText<Block> = {
  parts(block: Block): TextParts;
  /** The block as one text that a person can read, to compare it with another. */
  summary(block: Block): string;
  /** Ids of the pictures that it shows. The database finds them by the keys `picture` and `pictures` (pictures_in). */
  pictures?(block: Block): string[];
};

export type FeedContext = {
  /** What comes before addresses of this site, such as https://example.org. */
  origin: string;
  /** HTML of a picture with its caption; empty where the picture is gone. */
  picture(id: string, texts?: PictureTexts): string;
};

/** A block as plain HTML for feeds and the API. */
export type WriteFeed<Block> = (block: Block, context: FeedContext) => string;

export type Kind<Block> = { schema: z.ZodMiniType<Block>; text: KindText<Block>; feed: WriteFeed<Block> };

/** A kind of block: its shape, its texts, its HTML in feeds. */
export function kind<Schema extends z.ZodMiniType<{ type: string }>>(
  schema: Schema,
  text: KindText<z.infer<Schema>>,
  feed: WriteFeed<z.infer<Schema>>,
) {
  return { schema, text, feed };
}
