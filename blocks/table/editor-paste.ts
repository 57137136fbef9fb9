import { type Marks, plainText, type Text } from '#blocks/spans';
import { type Grid, gridOf, headerRowsOf, type Place } from '#blocks/table/editor-paste-grid';
import { isHidden, marksOf } from '#editor/paste/pasted-markup';
import { BREAK, type PasteReader, type PasteRule, type Piece, withoutStrong } from '#editor/paste/pieces';

export const pasteTable: PasteRule = function* (element, marks, read) {
  const { caption, rows } = element as HTMLTableElement;
  if (caption && !isHidden(caption)) yield* [BREAK, ...read.pieces(caption, marks), BREAK];
  const grid = gridOf([...rows].filter((row) => !isHidden(row)));
  // A row that is one cell over all columns is a title; a table of nothing else only sets things in their place.
  const titles = grid.findIndex((places) => new Set(places.map((place) => place?.cell)).size > 1);
  for (const [place] of titles < 0 ? grid : grid.slice(0, titles)) if (place) yield* linesIn(place, marks, read);
  if (titles >= 0) yield tableOf(grid, titles, marks, read);
};

function* linesIn({ cell }: Place, marks: Marks, read: PasteReader): Generator<Piece> {
  yield BREAK;
  yield* read.pieces(cell, marksOf(cell, marks));
  yield BREAK;
}

/**
 * Our tables have one row of headings and no merged cells: what was merged stands in each of its places, so that every
 * figure stands under its own heading.
 */
function tableOf(whole: Grid, from: number, marks: Marks, read: PasteReader): Piece {
  const grid = whole.slice(from);
  const cells = new Set(grid.flat().flatMap((place) => place?.cell ?? []));
  const texts = new Map([...cells].map((cell) => [cell, read.line(cell, marksOf(cell, marks))]));
  const textOf = (cell: HTMLTableCellElement) => texts.get(cell) ?? [];
  const headers = headerRowsOf(grid);
  const header = (grid[0] ?? []).map((_, column) => {
    const over = new Set(grid.slice(0, headers).flatMap((places) => places[column]?.cell ?? []));
    return withoutStrong(inARow([...over].map(textOf)));
  });
  const bodyText = (place: Place | undefined, row: number, column: number): Text => {
    // A row's own heading over several columns stands in the first of them.
    if (!place || (place.column === 0 && column > 0)) return [];
    const text = textOf(place.cell);
    if ((place.row < row || place.column < column) && /\p{N}/u.test(plainText(text))) read.lose('merged');
    return text;
  };
  const rows = grid
    .slice(headers)
    .map((places, index) => places.map((place, column) => bodyText(place, from + headers + index, column)));
  const numeric = header.flatMap((_, column) => (isNumeric(rows.map((row) => row[column] ?? [])) ? [column] : []));
  return { type: 'table', header, rows, numeric };
}

/** The heading of a group of columns, and then that of each. */
function inARow(texts: Text[]): Text {
  return texts
    .filter(({ length }) => length > 0)
    .flatMap((text, index) => (index > 0 ? [{ text: ', ' }, ...text] : text));
}

function isNumeric(column: Text[]): boolean {
  const texts = column.map(plainText).filter(Boolean);
  return texts.length > 0 && texts.every((text) => /^[-+−–]?[\d\s.,]*\d\s*%?$/.test(text));
}
