import { plainText, type Text } from '#blocks/spans';
import { TABLE_LIMIT } from '#blocks/table/schema';
import { marksOf } from '#editor/paste/pasted-markup';
import { BREAK, type PasteRule, withoutStrong } from '#editor/paste/pieces';

export const pasteTable: PasteRule = function* (element, marks, read) {
  const rows = [...(element as HTMLTableElement).rows].map((row) => [...row.cells]);
  // A table of one column only sets things in their place.
  if (rows.every(({ length }) => length <= 1)) {
    for (const [cell] of rows) {
      yield BREAK;
      if (cell) yield* read.pieces(cell, marksOf(cell, marks));
    }
    yield BREAK;
    return;
  }
  const [header = [], ...body] = rows.map((cells) =>
    cells.flatMap((cell): Text[] => [
      read.line(cell, marksOf(cell, marks)),
      ...Array(Math.min(cell.colSpan, TABLE_LIMIT.columns) - 1).fill([]),
    ]),
  );
  const isNumeric = (column: number) => {
    const texts = body.map((row) => plainText(row[column] ?? [])).filter(Boolean);
    return texts.length > 0 && texts.every((text) => /^[-+−–]?[\d\s.,]*\d\s*%?$/.test(text));
  };
  const numeric = header.flatMap((_, column) => (isNumeric(column) ? [column] : []));
  yield { type: 'table', header: header.map(withoutStrong), rows: body, numeric };
};
