import { spansHtml } from '#blocks/html';
import type { WriteFeed } from '#blocks/kind';
import type { List } from '#blocks/list/schema';

export const listFeed: WriteFeed<List> = ({ ordered, start, items }, { origin }) => {
  const tag = ordered ? 'ol' : 'ul';
  return `<${tag}${start === undefined ? '' : ` start="${start}"`}>${items.map((item) => `<li>${spansHtml(item, origin)}</li>`).join('')}</${tag}>`;
};
