import { describe, expect, it } from 'vitest';
import { articleBody } from '#blocks/body';
import type { BlockOf } from '#blocks/kinds';
import { blocksOf } from './blocks-of.ts';
import { lettersOf } from './limits.ts';

// What is longer than a block may be is divided, between two words, and nothing of it is lost.

function read(html: string) {
  const context = { base: '', picture: (address: string) => /\d{20}/.exec(address)?.[0] };
  const { body, words, leftOut } = blocksOf({ format: 'html', html }, { ...context, base: 'https://old.example/' });
  articleBody.parse(body);
  expect(words.kept + leftOut.reduce((sum, entry) => sum + entry.words, 0)).toBe(words.source);
  const blocks = body.filter((block) => block.type !== 'unknown');
  const letters = blocks.map(lettersOf).join('\n');
  return { blocks, leftOut, found: letters.match(/w\d+/g) ?? [] };
}

const words = (count: number, between = ' ') => Array.from({ length: count }, (_, index) => `w${index}`).join(between);
const all = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`);
const lines = (count: number, write: (word: string) => string) => all(count).map(write).join('');

describe('divided is', () => {
  it('a paragraph of very many marks', () => {
    const { blocks, found } = read(`<p>${lines(5_000, (word) => `<b>${word}</b> and `)}</p>`);
    expect(blocks.map(({ type }) => type)).toEqual(Array(5).fill('paragraph'));
    expect(found).toEqual(all(5_000));
  });

  it('a quote of very many marks, whose source belongs to the end', () => {
    const { blocks } = read(
      `<blockquote>${lines(1_500, (word) => `<b>${word}</b> and `)}<cite>Ani</cite></blockquote>`,
    );
    expect(blocks.map((block) => (block as BlockOf<'quote'>).attribution)).toEqual([undefined, 'Ani']);
  });

  it('a word of very many marks, by losing no letter', () => {
    const { blocks } = read(`<p>${'<b>a</b><i>b</i>'.repeat(1_500)}</p>`);
    expect(blocks.map(lettersOf).join('')).toBe('ab'.repeat(1_500));
  });

  it('a very long text into spans, with no character cut in two', () => {
    const { blocks } = read(`<p>a${'😀'.repeat(25_000)}</p>`);
    expect(blocks).toHaveLength(1);
    expect(blocks.map(lettersOf).join('')).toBe(`a${'😀'.repeat(25_000)}`);
  });

  it('a list, which goes on with the next number', () => {
    const { blocks, found } = read(`<ol start="3">${lines(450, (word) => `<li>${word}</li>`)}</ol>`);
    expect(blocks.map((block) => [(block as BlockOf<'list'>).start, (block as BlockOf<'list'>).items.length])).toEqual([
      [3, 200],
      [203, 200],
      [403, 50],
    ]);
    expect(found).toEqual(all(450));
  });

  it('a table of very many rows, with its headings each time', () => {
    const { blocks, found } = read(
      `<table><tr><th>A</th><th>B</th></tr>${lines(1_100, (word) => `<tr><td>${word}</td><td>x</td></tr>`)}</table>`,
    );
    expect(blocks.map((block) => (block as BlockOf<'table'>).rows.length)).toEqual([500, 500, 100]);
    for (const block of blocks) expect((block as BlockOf<'table'>).header).toEqual([[{ text: 'A' }], [{ text: 'B' }]]);
    expect(found).toEqual(all(1_100));
  });

  it('a table of very many columns, with the headings of its rows each time', () => {
    const row = (word: string) =>
      `<tr><td>${word}</td>${[...Array(24).keys()].map((at) => `<td>${at}</td>`).join('')}</tr>`;
    const { blocks } = read(`<table>${row('Year')}${row('Rain')}</table>`);
    expect(blocks.map((block) => (block as BlockOf<'table'>).header.length)).toEqual([20, 6]);
    for (const block of blocks) expect(lettersOf(block)).toMatch(/^Year\n[\s\S]*\nRain\n/);
  });

  it('a gallery', () => {
    const { blocks } = read(
      `<figure>${Array.from({ length: 120 }, (_, at) => `<img src="${String(at).padStart(20, '0')}.jpg">`).join('')}</figure>`,
    );
    expect(blocks.map((block) => (block as BlockOf<'gallery'>).pictures.length)).toEqual([50, 50, 20]);
  });

  it('a caption: its rest is a paragraph after the picture', () => {
    const { blocks, found, leftOut } = read(
      `<figure><img src="${'1'.repeat(20)}.jpg"><figcaption>${words(400)}</figcaption></figure>`,
    );
    expect(blocks.map(({ type }) => type)).toEqual(['figure', 'paragraph']);
    expect(found).toEqual(all(400));
    expect(leftOut).toEqual([]);
  });

  it('an alternative text: its rest is counted', () => {
    const { leftOut, found } = read(`<img src="${'1'.repeat(20)}.jpg" alt="${words(400)}">`);
    expect(leftOut).toMatchObject([{ what: 'too-long', words: 400 - found.length }]);
  });
});

describe('a story of more blocks than one may have', () => {
  it('has longer paragraphs', () => {
    const { blocks, found, leftOut } = read(lines(9_000, (word) => `<p>${word}</p>`));
    expect(blocks.length).toBeLessThanOrEqual(2_000);
    expect(found).toEqual(all(9_000));
    expect(leftOut).toEqual([]);
  });

  it('is cut where there are too many of others, and what is cut is counted', () => {
    const { blocks, leftOut } = read(lines(3_000, (word) => `<h2>${word}</h2>`));
    expect(blocks).toHaveLength(2_000);
    expect(leftOut).toMatchObject([{ what: 'too-long', words: 1_000 }]);
  });
});
