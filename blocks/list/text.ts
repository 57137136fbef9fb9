import type { KindText } from '#blocks/kind';
import type { List } from '#blocks/list/schema';
import { plainText } from '#blocks/spans';

export const listText: KindText<List> = {
  parts: ({ items }) => ({ prose: items }),
  summary: ({ items }) => items.map((item) => `• ${plainText(item)}`).join('\n'),
};
