import type { Block, BlockOf } from '#blocks/kinds';
import type { Marker } from '#blocks/list/marker';
import type { Span } from '#blocks/spans';
import { type Item, joinTexts } from './pieces.ts';

type List = BlockOf<'list'>;

/**
 * Items that follow each other as lists. Ours have one level and count by one: wherever the numbers of the source do
 * otherwise, a new list begins with the next of them, so that every item keeps its number; a dash for each level says
 * how deep it stood. One that has letters before it is a paragraph.
 */
export function listsOf(items: readonly Item[]): Block[] {
  const blocks: Block[] = [];
  let open: { list: List; last: Item } | undefined;
  for (const item of items) {
    const text = joinTexts([dashes(item), item.text], '');
    if (open && goesOn(open.last, item)) open.list.items.push(text);
    else {
      const list = listFor(item.marker, text);
      blocks.push(
        list ?? { type: 'paragraph', text: joinTexts([dashes(item), markerText(item.marker), item.text], '') },
      );
      open = list && { list, last: item };
    }
    if (open) open.last = item;
  }
  return blocks;
}

function dashes({ level }: Item): Span[] {
  return level > 1 ? [{ text: '– '.repeat(level - 1) }] : [];
}

function goesOn(last: Item, next: Item): boolean {
  if (last.marker.kind === 'number' && next.marker.kind === 'number')
    return next.marker.number === last.marker.number + 1 && next.level === last.level;
  return last.marker.kind === 'bullet' && next.marker.kind === 'bullet' && last.list === next.list;
}

function listFor(marker: Marker, text: Span[]): List | undefined {
  if (marker.kind === 'text') return undefined;
  if (marker.kind === 'bullet') return { type: 'list', ordered: false, items: [text] };
  return { type: 'list', ordered: true, ...(marker.number !== 1 && { start: marker.number }), items: [text] };
}

/** What stood before an item, as text. */
export function markerText(marker: Marker): Span[] {
  if (marker.kind === 'bullet') return [];
  return [{ text: `${marker.kind === 'number' ? `${marker.number}.` : marker.text} ` }];
}
