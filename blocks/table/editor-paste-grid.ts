import { isHidden } from '#editor/paste/pasted-markup';

/** What covers a place of a table, and the place that it begins in. */
export type Place = { cell: HTMLTableCellElement; row: number; column: number };

/** The places of a table, row by row; those that nothing covers are missing. */
export type Grid = (Place | undefined)[][];

/** Columns that are looked at; a span may say anything. */
const WIDEST = 100;

export function gridOf(rows: readonly HTMLTableRowElement[]): Grid {
  const grid: Grid = rows.map(() => []);
  for (const [row, element] of rows.entries()) {
    let column = 0;
    for (const cell of element.cells) {
      if (isHidden(cell)) continue;
      while (grid[row]?.[column]) column++;
      for (let down = 0; down < heightOf(cell, rows, row); down++)
        for (let right = 0; right < Math.min(cell.colSpan, WIDEST - column); right++) {
          const line = grid[row + down];
          if (line) line[column + right] ??= { cell, row, column };
        }
      column += cell.colSpan;
    }
  }
  const width = Math.max(0, ...grid.map(({ length }) => length));
  return grid.map((line) => Array.from({ length: width }, (_, column) => line[column]));
}

/** A cell goes down no further than the part of the table that it stands in; 0 is as far as that. */
function heightOf({ rowSpan }: HTMLTableCellElement, rows: readonly HTMLTableRowElement[], row: number): number {
  const below = rows.slice(row).findIndex((other) => other.parentElement !== rows[row]?.parentElement);
  const left = below < 0 ? rows.length - row : below;
  return rowSpan === 0 ? left : Math.min(rowSpan, left);
}

/** How many rows at the top are headings: those that are marked so, or reach down beside the headings of groups. */
export function headerRowsOf(grid: Grid): number {
  const marked = grid.findIndex((places) => !places.every((place) => !place || isHeading(place.cell)));
  if (marked > 0) return marked;
  const [first = []] = grid;
  const hasGroups = first.some((place) => place && place.cell.colSpan > 1);
  const lowest = Math.max(1, ...first.map((place) => place?.cell.rowSpan ?? 1));
  return hasGroups ? Math.min(lowest, grid.length) : 1;
}

function isHeading(cell: HTMLTableCellElement): boolean {
  return cell.localName === 'th' || cell.parentElement?.parentElement?.localName === 'thead';
}
