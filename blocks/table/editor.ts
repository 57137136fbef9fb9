import type { JSONContent } from '@tiptap/core';
import type { BlockEditor } from '#blocks/block-editor';
import type { Text } from '#blocks/spans';
import { TABLE_ACTIONS } from '#blocks/table/editor-actions';
import { TABLE_NODES } from '#blocks/table/editor-nodes';
import { pasteTable } from '#blocks/table/editor-paste';
import { TABLE_LIMIT, type Table } from '#blocks/table/schema';
import { chunks, inlineOf, textsOf } from '#editor/document/inline';

export const tableEditor = {
  extensions: TABLE_NODES,
  toNode: nodeOf,
  fromNode: { table: tablesOf },
  toolbar: {
    group: 'insert',
    actions: {
      table: {
        icon: { path: 'M3 4.5h14v11H3zM3 8h14M3 11.7h14M7.7 8v7.5M12.3 8v7.5' },
        run: (editor) => void editor.chain().focus().insertTable({ rows: 3, cols: 3 }).run(),
      },
    },
  },
  inside: { node: 'table', actions: TABLE_ACTIONS },
  paste: { table: pasteTable },
} satisfies BlockEditor<Table>;

function nodeOf({ header, rows, numeric = [] }: Table): JSONContent {
  const width = Math.max(header.length, ...rows.map(({ length }) => length));
  const cells = (row: Text[]) => Array.from({ length: width }, (_, column) => inlineOf(row[column] ?? []));
  return {
    type: 'table',
    content: [
      {
        type: 'tableRow',
        content: cells(header).map((content, column) => ({
          type: 'tableHeader',
          attrs: { numeric: numeric.includes(column) },
          content,
        })),
      },
      ...rows.map((row) => ({
        type: 'tableRow',
        content: cells(row).map((content) => ({ type: 'tableCell', content })),
      })),
    ],
  };
}

function tablesOf({ content = [] }: JSONContent): unknown[] {
  const rows = content.map((row) => (row.content ?? []).flatMap(cellsOf));
  const width = Math.max(0, ...rows.map(({ length }) => length));
  return columnGroups(width)
    .flatMap((columns) => {
      const [header = [], ...body] = rows.map((row) => columns.map((column) => row[column] ?? EMPTY));
      return (body.length > 0 ? chunks(body, TABLE_LIMIT.rows) : [[]]).map((rows) => ({ header, rows }));
    })
    .filter(({ header, rows }) => [header, ...rows].flat().some(({ text }) => text.length > 0))
    .map(({ header, rows }) => {
      const numeric = header.flatMap(({ isNumeric }, column) => (isNumeric ? [column] : []));
      const texts = (cells: Cell[]) => cells.map(({ text }) => text);
      return { type: 'table', header: texts(header), rows: rows.map(texts), ...(numeric.length > 0 && { numeric }) };
    });
}

/** Where there are too many columns for one table, the next has the headings of the rows again. */
function columnGroups(width: number): number[][] {
  const columns = [...Array(width).keys()];
  if (width <= TABLE_LIMIT.columns) return [columns];
  return chunks(columns.slice(1), TABLE_LIMIT.columns - 1).map((others) => [0, ...others]);
}

type Cell = { text: Text; isNumeric: boolean };

const EMPTY: Cell = { text: [], isNumeric: false };

/** A cell, and empty ones for the columns that it spreads over. */
function cellsOf(cell: JSONContent): Cell[] {
  const spread = Math.min(Number(cell.attrs?.colspan ?? 1), TABLE_LIMIT.columns) - 1;
  return [
    { text: textsOf(cell)[0] ?? [], isNumeric: cell.attrs?.numeric === true },
    ...Array<Cell>(Math.max(0, spread)).fill(EMPTY),
  ];
}
