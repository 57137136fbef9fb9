import { isHidden } from './hidden.ts';
import { attribute, childElements, type Element } from './tree.ts';

/** A cell, and the place that it begins in. */
export type Cell = { element: Element; row: number; column: number; wide: number; high: number };

/** What covers each place of a table, row by row; places that nothing covers are missing. */
export type Grid = (Cell | undefined)[][];

/** Columns that are looked at; a span may say anything. */
const WIDEST = 100;
/** A table with more places is none that anybody reads as one. */
const MOST_PLACES = 100_000;

/** The rows of a table itself, not of tables in its cells. */
export function rowsOf(table: Element): Element[] {
  return childElements(table).flatMap((part) => {
    if (part.tagName === 'tr') return [part];
    return /^t(head|body|foot)$/.test(part.tagName)
      ? childElements(part).filter(({ tagName }) => tagName === 'tr')
      : [];
  });
}

function cellsOf(row: Element): Element[] {
  return childElements(row).filter((cell) => /^t[dh]$/.test(cell.tagName) && !isHidden(cell));
}

/** The places of a table; undefined where it has too many. */
export function gridOf(rows: readonly Element[]): Grid | undefined {
  const grid: Grid = rows.map(() => []);
  let width = 0;
  let places = 0;
  for (const [row, element] of rows.entries()) {
    let column = 0;
    for (const cell of cellsOf(element)) {
      while (grid[row]?.[column]) column++;
      const place = { element: cell, row, column, wide: spanOf(cell, 'colspan'), high: heightOf(cell, rows, row) };
      const wide = Math.min(place.wide, WIDEST - column);
      places += wide * place.high;
      if (wide < 1 || places > MOST_PLACES) return undefined;
      cover(grid, place, wide);
      // Columns in which no cell begins are only the tail of a span.
      width = Math.max(width, column + 1);
      column += place.wide;
    }
  }
  return width * rows.length > MOST_PLACES
    ? undefined
    : grid.map((line) => Array.from({ length: width }, (_, column) => line[column]));
}

function cover(grid: Grid, cell: Cell, wide: number): void {
  for (let down = 0; down < cell.high; down++) {
    const line = grid[cell.row + down];
    for (let right = 0; line && right < wide; right++) line[cell.column + right] ??= cell;
  }
}

function spanOf(cell: Element, name: 'colspan' | 'rowspan'): number {
  const span = Number.parseInt(attribute(cell, name) || '1', 10);
  return span > 0 ? Math.min(span, 1_000) : name === 'rowspan' && span === 0 ? 0 : 1;
}

/** A cell goes down no further than the part of the table that it stands in; 0 is as far as that. */
function heightOf(cell: Element, rows: readonly Element[], row: number): number {
  const span = spanOf(cell, 'rowspan');
  if (span === 1) return 1;
  let left = 1;
  while (rows[row + left]?.parentNode === rows[row]?.parentNode && row + left < rows.length && left < (span || 1_000))
    left++;
  return left;
}

/** How many rows at the top are headings: those that are marked so, or reach down beside the headings of groups. */
export function headerRowsOf(grid: Grid): number {
  const marked = grid.findIndex((places) => !places.every((place) => !place || isHeading(place.element)));
  if (marked > 0) return marked;
  const [first = []] = grid;
  const hasGroups = first.some((place) => place && place.wide > 1);
  const lowest = Math.max(1, ...first.map((place) => place?.high ?? 1));
  return hasGroups ? Math.min(lowest, grid.length) : 1;
}

function isHeading(cell: Element): boolean {
  if (cell.tagName === 'th') return true;
  const row = cell.parentNode;
  const part = row && 'parentNode' in row ? row.parentNode : undefined;
  return part?.nodeName === 'thead';
}
