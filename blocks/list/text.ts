import type { KindText } from '#blocks/kind';
import type { List } from '#blocks/list/schema';
import { writtenText } from '#blocks/spans';

export const listText: KindText<List> = {
  parts: ({ items }) => ({ prose: items }),
  summary: ({ items, start }) =>
    items.map((item, index) => `${start === undefined ? '•' : `${start + index}.`} ${writtenText(item)}`).join('\n'),
};
