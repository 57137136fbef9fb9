import type { Text } from '#blocks/spans';
import { isHidden, marksOf } from '#editor/paste/pasted-markup';
import type { Marks, PasteReader, PasteRule } from '#editor/paste/pieces';

export const pasteList: PasteRule = (element, marks, read) => [
  { type: 'list', ordered: element.localName === 'ol', items: itemsIn(element, marks, read) },
];

/** Items of a list and of the lists in it, which come after the item that they stood in. */
function itemsIn(list: Element, marks: Marks, read: PasteReader): Text[] {
  return [...list.children].flatMap((child) => {
    if (child.matches('ul, ol')) return itemsIn(child, marks, read);
    if (isHidden(child as HTMLElement)) return [];
    const item = child.cloneNode(true) as HTMLElement;
    for (const inner of item.querySelectorAll('ul, ol')) inner.remove();
    const inner = [...child.querySelectorAll('ul, ol')].filter(
      (each) => each.parentElement?.closest('ul, ol') === list,
    );
    return [read.line(item, marksOf(item, marks)), ...inner.flatMap((each) => itemsIn(each, marks, read))];
  });
}
