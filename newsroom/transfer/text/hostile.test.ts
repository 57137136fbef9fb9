import { describe, expect, it } from 'vitest';
import { articleBody } from '#blocks/body';
import { blocksOf, type TextContext } from './blocks-of.ts';

// Texts that are made to take long, or far too much room. Each ends within the time of a test.

const context: TextContext = { base: 'https://old.example/', picture: () => 'a'.repeat(20) };

const times = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => write(at)).join('');

const HOSTILE: [name: string, html: string][] = [
  ['elements in each other', `${'<div>'.repeat(100_000)}word${'</div>'.repeat(100_000)}`],
  [
    'elements that are never closed',
    times(50_000, (at) => `<${['span', 'b', 'section', 'p', 'li', 'td', 'em'][at % 7]}>word `),
  ],
  ['quotes in each other', times(20_000, () => '<blockquote><p>word')],
  ['lists in each other', times(20_000, () => '<ul><li>word')],
  ['tables in each other', times(5_000, () => '<table><tr><td>word</td><td>')],
  ['figures in each other', times(20_000, () => '<figure><img src="1.jpg" alt="word">')],
  ['five million letters', 'слово бառ '.repeat(500_000)],
  ['one word of five million letters', 'a'.repeat(5_000_000)],
  ['attributes', `<p ${times(100_000, (at) => `data-a${at}="x" `)}>word</p>`],
  ['a style of a hundred thousand declarations', `<p style="${'color:red;'.repeat(100_000)}font-weight:bold">word</p>`],
  ['a style sheet without braces', `<style>${'a '.repeat(1_000_000)}</style>word`],
  [
    'marks that would be opened again',
    `<div>${times(500, (at) => `<font size="${at}">`)}</div>${'<p>word</p>'.repeat(20_000)}`,
  ],
  ['end tags of nothing', `${'<div>'.repeat(20_000)}${'</i></section>'.repeat(50_000)}word`],
  ['line breaks in an item', `<ul><li>${'word<br>'.repeat(50_000)}</li></ul>`],
  ['letters beside a table', `<table>${'<i>word</i>'.repeat(50_000)}</table>`],
  [
    'cells over everything',
    `<table>${'<tr><td rowspan="65000" colspan="1000">word</td><td>word</td></tr>'.repeat(5_000)}</table>`,
  ],
  [
    'a long cell over everything',
    `<table><tr><td>a</td><td rowspan="0" colspan="100">${'word '.repeat(100_000)}</td></tr>${'<tr><td>b</td></tr>'.repeat(900)}</table>`,
  ],
  ['rows', `<table>${'<tr><td>word</td><td>word</td></tr>'.repeat(30_000)}</table>`],
  ['pictures', '<img src="a.jpg" alt="word">'.repeat(20_000)],
  ['pictures in links', `<p>${'<a href="b.jpg"><img src="a.jpg" alt="word"></a>'.repeat(20_000)}</p>`],
  ['drawn formulas', '<span class="katex-html">word</span>'.repeat(50_000)],
  ['paragraphs', '<p>word</p>'.repeat(100_000)],
  ['entities', '&amp;&#1329;&nbsp;'.repeat(300_000)],
  ['frames that are never closed', '<iframe src="https://a.example/"><p>word'.repeat(20_000)],
  ['templates', `${'<template>'.repeat(200_000)}word</template>`],
  ['titles', '<title>word</title>'.repeat(50_000)],
  ['equals signs', `<a ${'= '.repeat(500_000)}>word`],
  ['a value that never ends', `<p>word</p><a href="${'<p>word</p>'.repeat(100_000)}`],
  ['drawings', '<svg><g><text>word</text>'.repeat(20_000)],
  ['formulas', '<math><msup><mi>a</mi>'.repeat(20_000)],
  ['spaces that do not break', 'a\u00a0'.repeat(500_000)],
  ['spaces', `<p>${' \n'.repeat(1_000_000)}word</p>`],
];

const HOSTILE_TO_WORDPRESS: [name: string, html: string][] = [
  ['brackets', '['.repeat(3_000_000)],
  ['beginnings of shortcodes', '[gallery ids="1'.repeat(200_000)],
  ['shortcodes that never end', '[vc_row a="1"]word '.repeat(20_000)],
  ['ends of shortcodes', `${times(2_000, (at) => `[a${at} x="1"]`)}${'[/vc_row][/a1]'.repeat(50_000)}`],
  ['shortcodes in each other', `${'[box a="1"]'.repeat(20_000)}word${'[/box]'.repeat(20_000)}`],
  ['unknown shortcodes', '[poll id="2"]'.repeat(30_000)],
  ['beginnings of comments', '<!-- '.repeat(500_000)],
  ['a block of deep data', `<!-- wp:a/b {"data":${'['.repeat(200_000)}${']'.repeat(200_000)}} /-->word`],
  ['beginnings of blocks', '<!-- wp:group {"a":1} -->'.repeat(50_000)],
  ['a comment of one block without an end', `<!-- wp:group {"a":"${'} '.repeat(500_000)}`],
  ['beginnings of tags', '<a '.repeat(1_000_000)],
  ['line breaks', 'a\n'.repeat(100_000)],
];

/** Milliseconds: each takes a second or two where nothing else runs, and would take hours if it grew with a square. */
const TIME = 60_000;

const expectWhole = (html: string, isWordPress: boolean) => {
  const { body, words, leftOut } = blocksOf({ format: 'html', html, isWordPress, isLoose: isWordPress }, context);
  expect(articleBody.safeParse(body).success).toBe(true);
  expect(words.kept + leftOut.reduce((sum, entry) => sum + entry.words, 0)).toBe(words.source);
  expect(leftOut.filter(({ what }) => what === 'unaccounted')).toEqual([]);
  expect(leftOut.length).toBeLessThan(1_100);
};

describe('a text ends, is storable and loses no word with', () => {
  it.each(HOSTILE)('%s', (_, html) => expectWhole(html, false), TIME);
});

describe('a text of WordPress does so with', () => {
  it.each(HOSTILE_TO_WORDPRESS)('%s', (_, html) => expectWhole(html, true), TIME);
});
