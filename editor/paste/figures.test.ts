// @vitest-environment jsdom
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { searchTextOf } from '#blocks/body';
import type { Block } from '#blocks/kinds';
import { type Text, writtenText } from '#blocks/spans';
import { pastedBody } from './pasted.ts';

// Whatever is pasted: no figure of the source is another figure afterwards. Pages are made together with the figures
// that a reader sees on them, in order.

type Made = { html: string; figures: string[] };

/** Each figure is used once, so that one that has joined another, or moved, is seen. */
let next = 10;
const figure = () => String(next++);
const inUnicode = (digits: string, zero: number) =>
  [...digits].map((digit) => (zero === 0x2070 ? '⁰¹²³⁴⁵⁶⁷⁸⁹' : '₀₁₂₃₄₅₆₇₈₉')[Number(digit)]).join('');

/** A figure in an element, and how it is written in plain letters. */
const INLINE: ((digits: string) => [html: string, ...figures: string[]])[] = [
  (digits) => [` ${digits} `, digits],
  (digits) => [`a<sup>${digits}</sup>`, inUnicode(digits, 0x2070)],
  (digits) => [`a<sup style="vertical-align: baseline">${digits}</sup>`, inUnicode(digits, 0x2070)],
  (digits) => [`a<span style="font-size:.6em;vertical-align:super">${digits}</span>`, inUnicode(digits, 0x2070)],
  (digits) => [`a<sub>${digits}</sub>`, inUnicode(digits, 0x2080)],
  (digits) => [`a<s>${digits}</s>`, `~~${digits}~~`],
  (digits) => [`a<span style="text-decoration: line-through red"><b>${digits}</b></span>`, `~~${digits}~~`],
  (digits) => [` <b>${digits}</b> `, digits],
  (digits) => [` <a href="https://a.example/">${digits}</a> `, digits],
  (digits) => [`<q>${digits}</q>`, digits],
  (digits) => [`<img src="https://a.example/x.png">${digits}<button>x</button>`, digits],
  (digits) => [`<span style="display:block">${digits}</span>`, digits],
  (digits) => [`<span style="display:inline-block">${digits}</span>`, digits],
  (digits) => [`<br>${digits}<br>`, digits],
  (digits) => [`<span hidden>${digits}</span>`],
  (digits) => [`<del cite="mailto:desk">${digits}</del>`],
  (digits) => [`<div>${digits}</div>`, digits],
  (digits) => [` <math><msup><mi>x</mi><mn>${digits}</mn></msup></math>`, inUnicode(digits, 0x2070)],
];

const inline = fc.array(fc.nat(INLINE.length - 1), { minLength: 1, maxLength: 4 }).map((kinds) => () => {
  const made = kinds.map((kind) => INLINE[kind]?.(figure()) ?? ['']);
  return { html: made.map(([html]) => html).join(''), figures: made.flatMap(([, ...figures]) => figures) };
});

type Make = () => Made;

const wrapped = (...tags: string[]) =>
  fc.tuple(fc.constantFrom(...tags), inline).map(([tag, make]) => () => {
    const { html, figures } = make();
    return { html: `<${tag}>${html}</${tag.split(' ')[0]}>`, figures };
  });

/** A list whose numbers begin anywhere, with items that may be numbered otherwise and lists in them. */
const list: fc.Arbitrary<Make> = fc.letrec<{ list: Make }>((tie) => ({
  list: fc
    .record({
      start: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      isReversed: fc.boolean(),
      items: fc.array(
        fc.record({
          make: inline,
          value: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined, freq: 4 }),
          inner: fc.option(tie('list'), { nil: undefined, freq: 4, depthSize: 'small' }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ start, isReversed, items }) => () => {
      let number = start ?? (isReversed ? items.length : 1);
      const made = items.map(({ make, value, inner }) => {
        number = value ?? number;
        const text = make();
        const below = inner?.();
        // An item without anything to read has no number either.
        const own = text.figures.length > 0 ? [`${number}`, ...text.figures] : [];
        number += isReversed ? -1 : 1;
        return {
          html: `<li${value ? ` value="${value}"` : ''}>${text.html}${below?.html ?? ''}</li>`,
          figures: [...own, ...(below?.figures ?? [])],
        };
      });
      const attributes = `${start === undefined ? '' : ` start="${start}"`}${isReversed ? ' reversed' : ''}`;
      return {
        html: `<ol${attributes}>${made.map(({ html }) => html).join('')}</ol>`,
        figures: made.flatMap(({ figures }) => figures),
      };
    }),
})).list;

const page = fc.array(
  fc.oneof(wrapped('p', 'h2', 'h5', 'div', 'section', 'blockquote', 'div style="display:flex"', 'dd'), list),
  { minLength: 1, maxLength: 4 },
);

/** Figures in what was made of a page, as far as they stand together. */
function figuresIn(html: string): string[] {
  const lines = pastedBody(html).flatMap((block) => {
    const known = block as Block;
    if ('text' in known) return [writtenText(known.text)];
    if (known.type !== 'list') return [];
    const number = (index: number) => (known.ordered ? `${(known.start ?? 1) + index}. ` : '');
    return known.items.map((item: Text, index) => number(index) + writtenText(item));
  });
  return lines.join('\n').match(/~~\d+~~|-?\d+|[⁰¹²³⁴-⁹]+|[₀-₉]+/g) ?? [];
}

it('no figure of a page is another one afterwards, or in another place', () => {
  fc.assert(
    fc.property(page, (makes) => {
      next = 10;
      const made = makes.map((make) => make());
      const html = made.map((part) => part.html).join('\n');
      expect(figuresIn(html)).toEqual(made.flatMap(({ figures }) => figures));
    }),
    { numRuns: 100 },
  );
});

/** A table with cells over several rows and columns: what covers each place, by drawing it as a browser does. */
const table = fc
  .record({
    width: fc.integer({ min: 2, max: 5 }),
    rows: fc.array(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })), { maxLength: 5 }),
      {
        minLength: 2,
        maxLength: 5,
      },
    ),
  })
  .map(({ width, rows }) => {
    const places: string[][] = rows.map(() => []);
    const lines = rows.map((spans, row) => {
      let cells = '';
      let column = 0;
      for (const [wide, high] of [...spans, ...Array(width).fill([1, 1])]) {
        while (places[row]?.[column]) column++;
        if (column >= width) break;
        const free = [...Array(Math.min(wide, width - column)).keys()].findIndex((by) => places[row]?.[column + by]);
        const colspan = free < 0 ? Math.min(wide, width - column) : free;
        const rowspan = Math.min(high, rows.length - row);
        const name = `c${row}x${column}`;
        for (let down = 0; down < rowspan; down++)
          for (let right = 0; right < colspan; right++) (places[row + down] as string[])[column + right] = name;
        cells += `<td rowspan="${rowspan}" colspan="${colspan}">${name}</td>`;
      }
      return `<tr>${cells}</tr>`;
    });
    return { html: `<table>${lines.join('')}</table>`, places };
  });

it('no cell of a table stands under the heading of another column', () => {
  fc.assert(
    fc.property(table, ({ html, places }) => {
      for (const block of pastedBody(html)) {
        if (block.type !== 'table') continue;
        const names = block.header.map((text) => writtenText(text as Text));
        for (const row of block.rows)
          for (const [column, cell] of row.entries()) {
            const name = writtenText(cell as Text);
            // Where a cell of the source covers a place in this column, the heading over it covers that column too.
            if (name) expect(places.some((line) => line[column] === name)).toBe(true);
            const heading = places[0]?.[column] ?? '';
            if (names[column]?.includes('c0x')) expect(names[column]).toContain(heading);
          }
      }
    }),
    { numRuns: 150 },
  );
});

it('what readers find and are shown of a text says the same figures', () => {
  const body = pastedBody('10<sup>9</sup> m<sup>3</sup>, <s>5</s> 6, CO<sub>2</sub>');
  expect(searchTextOf(body)).toBe('10⁹ m³,  6, CO₂');
});
