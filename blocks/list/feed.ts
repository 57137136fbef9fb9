import { spansHtml } from '#blocks/html';
import type { WriteFeed } from '#blocks/kind';
import type { List } from '#blocks/list/schema';

export const listFeed: WriteFeed<List> = ({ ordered, items }, { origin }) => {
  const tag = ordered ? 'ol' : 'ul';
  return `<${tag}>${items.map((item) => `<li>${spansHtml(item, origin)}</li>`).join('')}</${tag}>`;
};
