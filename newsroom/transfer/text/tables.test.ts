import fc from 'fast-check';
import { expect, it } from 'vitest';
import { blocksOf } from './blocks-of.ts';

// Tables with cells over several rows and columns: no figure comes to stand under the heading of another column.

type Drawn = { html: string; places: string[][] };

/** A table, and what covers each of its places, by drawing it as a browser does. */
const table: fc.Arbitrary<Drawn> = fc
  .record({
    width: fc.integer({ min: 2, max: 5 }),
    rows: fc.array(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })), { maxLength: 5 }),
      {
        minLength: 2,
        maxLength: 5,
      },
    ),
    isHeaded: fc.boolean(),
  })
  .map(({ width, rows, isHeaded }) => {
    const places: string[][] = rows.map(() => []);
    const lines = rows.map((spans, row) => {
      const given: [number, number][] = [...spans, ...Array.from({ length: width }, (): [number, number] => [1, 1])];
      return `<tr>${cellsOf(given, row, width, places, isHeaded && row === 0 ? 'th' : 'td')}</tr>`;
    });
    return { html: `<table>${lines.join('')}</table>`, places };
  });

function cellsOf(spans: [number, number][], row: number, width: number, places: string[][], tag: string): string {
  let cells = '';
  let column = 0;
  for (const [wide, high] of spans) {
    while (places[row]?.[column]) column++;
    if (column >= width) break;
    const most = Math.min(wide, width - column);
    const free = [...Array(most).keys()].findIndex((by) => places[row]?.[column + by]);
    const colspan = free < 0 ? most : free;
    const rowspan = Math.min(high, places.length - row);
    const name = `c${row}x${column}`;
    for (let down = 0; down < rowspan; down++)
      for (let right = 0; right < colspan; right++) (places[row + down] as string[])[column + right] = name;
    cells += `<${tag} rowspan="${rowspan}" colspan="${colspan}">${name}</${tag}>`;
  }
  return cells;
}

const context = { base: '', picture: () => undefined };
const lettersOf = (text: readonly { text: string }[]) => text.map((span) => span.text).join('');

it('no cell of a table stands under the heading of another column, and none is lost', () => {
  fc.assert(
    fc.property(table, ({ html, places }) => {
      const { body, leftOut } = blocksOf({ format: 'html', html }, context);
      expect(leftOut).toEqual([]);
      const found = JSON.stringify(body).match(/c\dx\d/g) ?? [];
      expect(new Set(found), html).toEqual(new Set(places.flat()));
      for (const block of body) {
        if (block.type !== 'table') continue;
        const headings = block.header.map(lettersOf);
        for (const row of block.rows)
          for (const [column, cell] of row.entries()) {
            const name = lettersOf(cell);
            // Where a cell of the source covers a place in this column, the heading over it covers that column too.
            if (name)
              expect(
                places.some((line) => line[column] === name),
                html,
              ).toBe(true);
            const heading = places[0]?.[column] ?? '';
            if (headings[column]?.includes('c0x')) expect(headings[column], html).toContain(heading);
          }
      }
    }),
    { numRuns: 500 },
  );
}, 60_000);
