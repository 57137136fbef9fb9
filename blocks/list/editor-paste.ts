import type { Marks } from '#blocks/spans';
import { markersOf } from '#editor/paste/numbering';
import { isHidden, marksOf } from '#editor/paste/pasted-markup';
import {
  BREAK,
  type Item,
  isInline,
  oneLineOf,
  type PasteReader,
  type PasteRule,
  type Piece,
} from '#editor/paste/pieces';

export const pasteList: PasteRule = function* (list, marks, read) {
  const children = [...list.children].filter((child) => !isHidden(child as HTMLElement)) as HTMLElement[];
  const items = children.filter(({ localName }) => localName === 'li');
  const markers = markersOf(list, items);
  for (const child of children) {
    const marker = markers[items.indexOf(child)];
    if (marker) yield* itemPieces(child, { type: 'item', list, level: 1, marker, text: [] }, marks, read);
    else yield* below(read.pieces(boxOf(child), marks), list);
  }
};

/**
 * An item is its text up to the first list or block in it. Those follow it, and whatever is written after them is a
 * paragraph.
 */
function* itemPieces(element: HTMLElement, item: Item, marks: Marks, read: PasteReader): Generator<Piece> {
  let line: Piece[] = [];
  let isFirst = true;
  const flush = function* (): Generator<Piece> {
    const text = oneLineOf(line, read.lose);
    if (isFirst) yield { ...item, text };
    else if (text.length > 0) yield* [BREAK, ...text, BREAK];
    isFirst = false;
    line = [];
  };
  for (const piece of below(read.pieces(element, marksOf(element, marks)), item.list)) {
    if (isInline(piece) || typeof piece === 'symbol' || piece.type === 'heading') line.push(piece);
    else yield* [...flush(), piece];
  }
  yield* flush();
}

/** Items of an inner list belong to the outer one, a level below. */
function* below(pieces: Iterable<Piece>, list: unknown): Generator<Piece> {
  for (const piece of pieces) {
    const isItem = typeof piece === 'object' && 'type' in piece && piece.type === 'item';
    yield isItem ? { ...piece, list, level: piece.level + 1 } : piece;
  }
}

/** What is inside is read; so what is to be read itself has to stand in something. */
function boxOf(element: HTMLElement): HTMLElement {
  const box = element.ownerDocument.createElement('div');
  box.append(element.cloneNode(true));
  return box;
}
