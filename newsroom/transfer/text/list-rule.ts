import type { Marker } from '#blocks/list/marker';
import { type HtmlReader, type Place, type Rule, without } from './html-reader.ts';
import { itemOfWord, markersOf } from './list-markers.ts';
import { marksOf } from './marks.ts';
import { END, type Item, joinedLinesOf, type Piece, pushLines } from './pieces.ts';
import { childElements, type Element } from './tree.ts';

/** A list. Its inner lists follow the item that they stand in, a level below. */
export const listRule: Rule = (list, place, read, out) => {
  const level = (place.list?.level ?? 0) + 1;
  const markers = markersOf(list, itemsOf(list));
  read.into(out, list.childNodes, { ...place, list: { root: place.list?.root ?? list, level, markers } });
};

/** The items of a list, whatever they are wrapped into; not those of lists in it. */
function itemsOf(list: Element): Element[] {
  const items: Element[] = [];
  const open = [...childElements(list)].reverse();
  for (let element = open.pop(); element; element = open.pop()) {
    if (element.tagName === 'li') items.push(element);
    else if (!/^([uo]l|menu|dir)$/.test(element.tagName)) {
      for (const child of childElements(element).reverse()) open.push(child);
    }
  }
  return items;
}

export const itemRule: Rule = (element, place, read, out) => {
  const { root, level, markers } = place.list ?? { root: element.parentNode, level: 1, markers: undefined };
  const pieces = read.whole(element.childNodes, { ...place, marks: marksOf(element, place.marks, read) });
  pushItem(out, pieces, { kind: 'item', list: root, level, marker: markers?.get(element) ?? BULLET, text: [] });
};

const BULLET: Marker = { kind: 'bullet' };

/**
 * An item is its text up to the first list or block in it. Those follow it, and whatever is written after them is a
 * paragraph.
 */
function pushItem(out: Piece[], pieces: readonly Piece[], item: Item): void {
  let isOpen = true;
  out.push(END);
  for (const line of joinedLinesOf(pieces.flatMap(headingAsLine))) {
    if (line.kind === 'line') {
      if (isOpen) out.push({ ...item, text: line.text });
      else pushLines(out, [line]);
      isOpen = false;
    } else {
      out.push(line);
      isOpen &&= line.kind === 'picture';
    }
  }
}

/** An item has no heading of its own. */
function headingAsLine(piece: Piece): Piece[] {
  if (piece.kind !== 'block' || piece.block.type !== 'heading') return [piece];
  return [END, ...piece.block.text.map(({ text, ...marks }): Piece => ({ kind: 'run', text, marks })), END];
}

/** Word writes an item of a list as a paragraph. In headings its number is text. */
export function readsAsItemOfWord(element: Element, place: Place, read: HtmlReader, out: Piece[]): boolean {
  const item = /^h[1-6]$/.test(element.tagName) ? undefined : itemOfWord(element);
  if (!item) return false;
  const { written, ...about } = item;
  const marks = marksOf(element, place.marks, read);
  const pieces = read.whole(element.childNodes, without({ ...place, marks }, written));
  pushItem(out, pieces, { kind: 'item', ...about, text: [] });
  return true;
}
