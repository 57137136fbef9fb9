import { spansHtml } from '#blocks/html';
import type { WriteFeed } from '#blocks/kind';
import type { Text } from '#blocks/spans';
import type { Table } from '#blocks/table/schema';

export const tableFeed: WriteFeed<Table> = ({ header, rows }, { origin }) => {
  const row = (cells: Text[], tag: 'td' | 'th') =>
    `<tr>${cells.map((text) => `<${tag}>${spansHtml(text, origin)}</${tag}>`).join('')}</tr>`;
  const body = rows.map((cells) => row(cells, 'td')).join('');
  return `<table><thead>${row(header, 'th')}</thead><tbody>${body}</tbody></table>`;
};
