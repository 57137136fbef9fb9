import type * as z from 'zod/mini';
import { dividerFeed } from '#blocks/divider/feed';
import { divider } from '#blocks/divider/schema';
import { dividerText } from '#blocks/divider/text';
import { embedFeed } from '#blocks/embed/feed';
import { embed } from '#blocks/embed/schema';
import { embedText } from '#blocks/embed/text';
import { figureFeed } from '#blocks/figure/feed';
import { figure } from '#blocks/figure/schema';
import { figureText } from '#blocks/figure/text';
import { galleryFeed } from '#blocks/gallery/feed';
import { gallery } from '#blocks/gallery/schema';
import { galleryText } from '#blocks/gallery/text';
import { headingFeed } from '#blocks/heading/feed';
import { heading } from '#blocks/heading/schema';
import { headingText } from '#blocks/heading/text';
import { type Kind, kind } from '#blocks/kind';
import { listFeed } from '#blocks/list/feed';
import { list } from '#blocks/list/schema';
import { listText } from '#blocks/list/text';
import { paragraphFeed } from '#blocks/paragraph/feed';
import { paragraph } from '#blocks/paragraph/schema';
import { paragraphText } from '#blocks/paragraph/text';
import { quoteFeed } from '#blocks/quote/feed';
import { quote } from '#blocks/quote/schema';
import { quoteText } from '#blocks/quote/text';
import { tableFeed } from '#blocks/table/feed';
import { table } from '#blocks/table/schema';
import { tableText } from '#blocks/table/text';

/** The kinds of blocks, by the `type` of their blocks. views.tsx and editors.ts do not compile without each of them. */
const KINDS = {
  paragraph: kind(paragraph, paragraphText, paragraphFeed),
  heading: kind(heading, headingText, headingFeed),
  quote: kind(quote, quoteText, quoteFeed),
  list: kind(list, listText, listFeed),
  figure: kind(figure, figureText, figureFeed),
  gallery: kind(gallery, galleryText, galleryFeed),
  embed: kind(embed, embedText, embedFeed),
  table: kind(table, tableText, tableFeed),
  divider: kind(divider, dividerText, dividerFeed),
};

type Blocks = { [Type in keyof typeof KINDS]: z.infer<(typeof KINDS)[Type]['schema']> };

export type BlockType = keyof Blocks;
export type BlockOf<Type extends BlockType> = Blocks[Type];
export type Block = Blocks[BlockType];

const kinds: { [Type in BlockType]: Kind<Blocks[Type]> } = KINDS;

/** What a block's kind says of it. */
export function kindOf<Type extends BlockType>(block: Blocks[Type]): Kind<Blocks[Type]> {
  return kinds[block.type as Type];
}

/** Anything as a block of a known kind; undefined for what is none, or not whole. */
export function blockOf(candidate: unknown): Block | undefined {
  if (typeof candidate !== 'object' || candidate === null) return undefined;
  const { type } = candidate as { type?: unknown };
  if (typeof type !== 'string' || !Object.hasOwn(kinds, type)) return undefined;
  return kinds[type as BlockType].schema.safeParse(candidate).data;
}

/**
 * What is wrong with something that says it is a block of a known kind; nothing where it is whole, or of another kind.
 */
export function blockIssues(candidate: { type: string }): { path: PropertyKey[]; message: string }[] {
  const { type } = candidate;
  if (!Object.hasOwn(kinds, type)) return [];
  return kinds[type as BlockType].schema.safeParse(candidate).error?.issues ?? [];
}
