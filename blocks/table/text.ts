import type { KindText } from '#blocks/kind';
import { writtenText } from '#blocks/spans';
import type { Table } from '#blocks/table/schema';

export const tableText: KindText<Table> = {
  parts: ({ header, rows }) => ({ prose: [header, ...rows].flat() }),
  summary: ({ header, rows }) => [header, ...rows].map((row) => row.map(writtenText).join(' | ')).join('\n'),
};
