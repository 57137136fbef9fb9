import type { Text } from '#blocks/spans';
import type { Loss } from './losses.ts';
import { type Item, markerText } from './pieces.ts';

type Paragraph = { type: 'paragraph'; text: Text };

type List = { type: 'list'; ordered: boolean; start?: number; items: Text[] };

/**
 * Items as lists. Ours have one level and count by one, so that wherever the numbers of the source do otherwise a new
 * list begins with the next of them: every item keeps its number. One that has letters before it is a paragraph.
 */
export function withLists<Other extends { type: string }>(
  blocks: readonly (Item | Other)[],
  lose: (loss: Loss) => void,
): (Exclude<Other, Item> | List | Paragraph)[] {
  const joined: (Exclude<Other, Item> | List | Paragraph)[] = [];
  let open: { list: List; last: Item } | undefined;
  let level = 1;
  for (const block of blocks) {
    if (!isItem(block)) {
      joined.push(block as Exclude<Other, Item>);
      open = undefined;
      continue;
    }
    if (block.level > level) lose('nesting');
    level = block.level;
    if (block.text.length === 0) continue;
    if (open && goesOn(open.last, block)) {
      open.list.items.push(block.text);
      open.last = block;
      continue;
    }
    const started = listOf(block);
    joined.push(started ?? { type: 'paragraph', text: [...markerText(block.marker), ...block.text] });
    open = started && { list: started, last: block };
  }
  return joined;
}

function goesOn(last: Item, next: Item): boolean {
  if (last.marker.kind === 'number' && next.marker.kind === 'number')
    return next.marker.number === last.marker.number + 1 && next.level === last.level;
  return last.marker.kind === 'bullet' && next.marker.kind === 'bullet' && last.list === next.list;
}

function listOf({ marker, text }: Item): List | undefined {
  if (marker.kind === 'text') return undefined;
  if (marker.kind === 'bullet') return { type: 'list', ordered: false, items: [text] };
  return { type: 'list', ordered: true, ...(marker.number !== 1 && { start: marker.number }), items: [text] };
}

function isItem(block: { type: string }): block is Item {
  return block.type === 'item';
}
