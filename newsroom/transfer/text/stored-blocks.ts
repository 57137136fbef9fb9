import { type ArticleBody, parseBody } from '#blocks/body';
import type { Block } from '#blocks/kinds';
import type { Text } from '#blocks/spans';
import type { FindPicture } from './finish.ts';
import type { HtmlReader } from './html-reader.ts';
import { lettersOf } from './limits.ts';

/** Blocks of another portal like this one, with our pictures and links. Those that nobody here knows stay as they are. */
export function readStoredBlocks(
  blocks: unknown[],
  findPicture: FindPicture,
  read: HtmlReader,
): { body: ArticleBody; pictures: string[]; places: string[][] } {
  const pictures = new Set<string>();
  const find = (id: string) => {
    pictures.add(`id:${id}`);
    return findPicture(`id:${id}`);
  };
  const body = parseBody(blocks).flatMap((block): ArticleBody => {
    if (block.type === 'unknown') return [block];
    read.see(lettersOf(block));
    const ours = withPictures(block, find);
    if (!ours) read.note('picture', lettersOf(block), block.type);
    return ours ? [withLinks(ours, read)] : [];
  });
  return { body, pictures: [...pictures], places: [...pictures].map((place) => [place]) };
}

/** A block with our pictures; undefined where none of them is to be had. */
function withPictures(block: Block, find: FindPicture): Block | undefined {
  if (block.type === 'figure') {
    const picture = find(block.picture);
    return picture ? { ...block, picture } : undefined;
  }
  if (block.type !== 'gallery') return block;
  const found = block.pictures.flatMap((theirs) => {
    const ours = find(theirs);
    return ours ? [{ ours, texts: block.words?.[theirs] }] : [];
  });
  const [first] = found;
  if (found.length < 2) return first && { type: 'figure', picture: first.ours, ...first.texts };
  const words = Object.fromEntries(found.flatMap(({ ours, texts }) => (texts ? [[ours, texts]] : [])));
  const hasWords = Object.keys(words).length > 0;
  return { type: 'gallery', pictures: found.map(({ ours }) => ours), ...(hasWords && { words }) };
}

function withLinks(block: Block, read: HtmlReader): Block {
  const linked = (text: Text): Text =>
    text.map((span) => {
      if (!span.href) return span;
      // A path of a portal whose address nobody knows is one of this portal.
      const href = read.absolute(span.href) ? read.link(span.href) : span.href;
      return { ...span, ...(href && { href }) };
    });
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
      return { ...block, text: linked(block.text) };
    case 'list':
      return { ...block, items: block.items.map(linked) };
    case 'table':
      return { ...block, header: block.header.map(linked), rows: block.rows.map((row) => row.map(linked)) };
    default:
      return block;
  }
}
