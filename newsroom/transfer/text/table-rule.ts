import { kindOf } from '#blocks/kinds';
import { type Text, writtenText } from '#blocks/spans';
import { isHidden } from './hidden.ts';
import type { HtmlReader, Place, Rule } from './html-reader.ts';
import { visibleLetters } from './layout.ts';
import { markerText } from './lists.ts';
import { marksOf } from './marks.ts';
import { END, joinTexts, type Line, linesOf, type Piece } from './pieces.ts';
import { type Cell, type Grid, gridOf, headerRowsOf, rowsOf } from './table-grid.ts';
import { attribute, childElements, type Element, findIn } from './tree.ts';

/** What no cell of ours can hold: a table with any of it only set things in their place. */
const LARGE = /^(blockquote|figure|h[1-6]|hr|iframe|img|ol|pre|table|ul|video|audio)$/;

/** A merged cell is written into each of its places, unless it is longer than this; letters. */
const REPEATED = 200;

export const tableRule: Rule = (table, place, read, out) => {
  const rows = rowsOf(table).filter((row) => !isHidden(row));
  const isHeaded = rows.some(
    (row) => findIn(row, ({ tagName }) => tagName === 'th') || row.parentNode?.nodeName === 'thead',
  );
  const grid = isLayout(table, rows, isHeaded) ? undefined : gridOf(rows);
  const from = grid ? firstRowOf(grid, isHeaded) : -1;
  if (!grid || from < 0) {
    read.into(out, table.childNodes, place);
    return;
  }
  out.push(END);
  for (const child of table.childNodes) if (child.nodeName === 'caption') read.into(out, [child], place);
  for (const row of rowsOf(table)) leaveHidden(row, read);
  for (const [title] of grid.slice(0, from)) if (title) read.into(out, [title.element], place);
  pushTable(out, grid.slice(from), from, place, read);
};

/** Rows and cells that nobody saw. */
function leaveHidden(row: Element, read: HtmlReader): void {
  const hidden = isHidden(row) ? [row] : childElements(row).filter(isHidden);
  for (const element of hidden) read.leave('hidden', visibleLetters([element]));
}

/** A row that is one cell over all columns is a title; a table of nothing else only sets things in their place. */
function firstRowOf(grid: Grid, isHeaded: boolean): number {
  const first = grid.findIndex((places) => new Set(places.map((cell) => cell?.element)).size > 1);
  return first < 0 && isHeaded ? 0 : first;
}

function isLayout(table: Element, rows: readonly Element[], isHeaded: boolean): boolean {
  if (attribute(table, 'role') === 'presentation' || rows.length < (isHeaded ? 1 : 2)) return true;
  const isTable = (inner: Element) => inner !== table && inner.tagName === 'table';
  return findIn(table, isHeaded ? isTable : (inner) => inner !== table && LARGE.test(inner.tagName)) !== undefined;
}

/**
 * Our tables have one row of headings and no merged cells: what was merged stands in each of its places, so that every
 * figure stands under its own heading. What no cell can hold comes after the table.
 */
function pushTable(out: Piece[], grid: Grid, from: number, place: Place, read: HtmlReader): void {
  const texts = new Map<Element, Text>();
  const after: Piece[] = [];
  for (const cell of new Set(grid.flat())) if (cell) texts.set(cell.element, readCell(cell, place, read, after));
  const textOf = (cell: Cell) => texts.get(cell.element) ?? [];
  const headers = headerRowsOf(grid);
  const header = (grid[0] ?? []).map((_, column) => {
    const over = new Set(grid.slice(0, headers).flatMap((places) => places[column] ?? []));
    return joinTexts([...over].filter((cell) => isHere(cell, textOf(cell), undefined, column)).map(textOf), ', ');
  });
  const rows = grid.slice(headers).map((places, index) =>
    places.map((cell, column): Text => {
      const row = from + headers + index;
      return cell && isHere(cell, textOf(cell), row, column) ? textOf(cell) : [];
    }),
  );
  const numeric = header.flatMap((_, column) => (isNumeric(rows.map((row) => row[column] ?? [])) ? [column] : []));
  const table = { type: 'table' as const, header: withoutStrong(header), rows };
  out.push(END, { kind: 'block', block: { ...table, ...(numeric.length > 0 && { numeric }) } }, END);
  for (const piece of after) out.push(piece);
}

/** Whether a cell's text is written into one of its places: a row's own heading stands in the first of its columns. */
function isHere(cell: Cell, text: Text, row: number | undefined, column: number): boolean {
  const isFirst = (row === undefined || cell.row === row) && cell.column === column;
  if (isFirst) return true;
  return writtenText(text).length <= REPEATED && !(row !== undefined && cell.column === 0 && column > 0);
}

function readCell({ element }: Cell, place: Place, read: HtmlReader, after: Piece[]): Text {
  read.gap();
  const lines = linesOf(read.whole(element.childNodes, { ...place, marks: marksOf(element, place.marks, read) }));
  read.gap();
  return joinTexts(
    lines.flatMap((line) => textsIn(line, after)),
    ' ',
  );
}

function textsIn(line: Line, after: Piece[]): Text[] {
  if (line.kind === 'line') return [line.text];
  if (line.kind === 'item') return [[...markerText(line.marker), ...line.text]];
  const isText = line.kind === 'block' && /^(heading|quote)$/.test(line.block.type);
  if (!isText) {
    after.push(line);
    return [];
  }
  const { prose = [], labels = [] } = kindOf(line.block).text.parts(line.block);
  return [...prose, ...labels.map((text) => [{ text }])];
}

/** Cells of headings are bold by themselves. */
function withoutStrong(header: Text[]): Text[] {
  const isStrong = header.every((text) => text.every((span) => span.strong || !span.text.trim()));
  return isStrong ? header.map((text) => text.map(({ strong: _, ...span }) => span)) : header;
}

function isNumeric(column: Text[]): boolean {
  const texts = column.map(writtenText).filter(Boolean);
  return texts.length > 0 && texts.every((text) => /^[-+−–]?[\d\s.,]*\d\s*%?$/.test(text));
}
