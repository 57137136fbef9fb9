import type { ReactNode } from 'react';
import { DividerView } from '#blocks/divider/view.tsx';
import { EmbedView } from '#blocks/embed/view.tsx';
import { FigureView } from '#blocks/figure/view.tsx';
import { GalleryView } from '#blocks/gallery/view.tsx';
import { HeadingView } from '#blocks/heading/view.tsx';
import type { BlockOf, BlockType } from '#blocks/kinds';
import { ListView } from '#blocks/list/view.tsx';
import { ParagraphView } from '#blocks/paragraph/view.tsx';
import { QuoteView } from '#blocks/quote/view.tsx';
import { TableView } from '#blocks/table/view.tsx';
import type { Picture } from '#newsroom/media/picture';

type ViewProps<Type extends BlockType> = { block: BlockOf<Type>; pictures: ReadonlyMap<string, Picture> };

type View<Type extends BlockType> = (props: ViewProps<Type>) => ReactNode;

/** What readers see of each kind of block. */
const VIEWS: { [Type in BlockType]: View<Type> } = {
  paragraph: ParagraphView,
  heading: HeadingView,
  quote: QuoteView,
  list: ListView,
  figure: FigureView,
  gallery: GalleryView,
  embed: EmbedView,
  table: TableView,
  divider: DividerView,
};

/** A block as readers see it. `pictures` are those of the story, by id; one that is gone leaves nothing behind. */
export function BlockView<Type extends BlockType>({ block, pictures }: ViewProps<Type>) {
  const View: View<Type> = VIEWS[block.type as Type];
  return <View block={block} pictures={pictures} />;
}
