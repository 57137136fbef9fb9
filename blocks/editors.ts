import type { BlockEditor } from '#blocks/block-editor';
import { dividerEditor } from '#blocks/divider/editor';
import { embedEditor } from '#blocks/embed/editor';
import { figureEditor } from '#blocks/figure/editor';
import { galleryEditor } from '#blocks/gallery/editor';
import { headingEditor } from '#blocks/heading/editor';
import type { BlockOf, BlockType } from '#blocks/kinds';
import { listEditor } from '#blocks/list/editor';
import { paragraphEditor } from '#blocks/paragraph/editor';
import { quoteEditor } from '#blocks/quote/editor';
import { tableEditor } from '#blocks/table/editor';

/** How each kind of block is written. Their buttons stand in the toolbar in this order. */
const EDITORS = {
  paragraph: paragraphEditor,
  heading: headingEditor,
  list: listEditor,
  quote: quoteEditor,
  figure: figureEditor,
  gallery: galleryEditor,
  embed: embedEditor,
  table: tableEditor,
  divider: dividerEditor,
} satisfies { [Type in BlockType]: BlockEditor<BlockOf<Type>> };

const editors: { [Type in BlockType]: BlockEditor<BlockOf<Type>> } = EDITORS;

/** How a block's kind is written. */
export function editorOf<Type extends BlockType>(block: BlockOf<Type>): BlockEditor<BlockOf<Type>> {
  return editors[block.type as Type];
}

/** All of them, with the names of their kinds. */
export const ALL_EDITORS = Object.entries(editors) as [BlockType, BlockEditor<never>][];

type ActionsIn<Entry> =
  | (Entry extends { toolbar: { actions: infer Actions } } ? keyof Actions : never)
  | (Entry extends { inside: { actions: infer Actions } } ? keyof Actions : never);

/** The actions of all kinds, by name. */
export type BlockActionName = { [Type in BlockType]: ActionsIn<(typeof EDITORS)[Type]> }[BlockType] & string;
