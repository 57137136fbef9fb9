// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { Block } from '#blocks/kinds';
import { writtenText } from '#blocks/spans';
import { namesOfLosses } from './losses.ts';
import { pastedBody, readHtml } from './pasted.ts';
import { pastedLine } from './pasted-line.ts';

/** Blocks as lines: raised and lowered figures as Unicode has them, ~~struck out~~. */
const lines = (html: string) =>
  pastedBody(html, 'en').map((block) => {
    const known = block as Block;
    if ('text' in known) return writtenText(known.text);
    if (known.type === 'list')
      return known.items
        .map((item, index) => `${known.ordered ? `${(known.start ?? 1) + index}.` : '-'} ${writtenText(item)}`)
        .join('; ');
    if (known.type === 'table')
      return [known.header, ...known.rows].map((row) => row.map(writtenText).join(' | ')).join(' / ');
    return known.type === 'embed' ? known.href : known.type;
  });

const losses = (html: string) => Object.fromEntries(readHtml(html, 'en').losses);

describe('figures that are raised or lowered', () => {
  it.each([
    [
      'by tags',
      '61<sup>1</sup> per cent of 10<sup>9</sup> m<sup>3</sup>; CO<sub>2</sub>',
      '61¹ per cent of 10⁹ m³; CO₂',
    ],
    ['by letters of Unicode', '10⁹ m³', '10⁹ m³'],
    ['by Google', '5 km<span style="font-size:0.6em;vertical-align:super">2</span>', '5 km²'],
    [
      'by a class of Word',
      '<style>span.MsoFootnoteReference {vertical-align:super;}</style>61<span class=MsoFootnoteReference>1</span>',
      '61¹',
    ],
    ['by Word, a little', '10<span style="position:relative;top:-3.0pt;mso-text-raise:3.0pt">9</span>', '10⁹'],
    ['by a reset of styles', '10<sup style="vertical-align:baseline;position:relative;top:-.5em">-9</sup>', '10⁻⁹'],
    [
      'in a formula',
      '<math><msup><mn>10</mn><mn>9</mn></msup><mo>+</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>',
      '10⁹+1/2',
    ],
    [
      'in a formula that comes twice',
      '<span class="katex"><span><math><semantics><msub><mi>x</mi><mn>2</mn></msub><annotation>x_2</annotation>' +
        '</semantics></math></span><span class="katex-html">x2</span></span>',
      'x₂',
    ],
    ['by letters alone', 'on the 1<sup>st</sup>', 'on the 1st'],
  ])('%s', (_, html, text) => expect(lines(html)).toEqual([text]));
});

describe('what was struck out', () => {
  it.each([
    ['<s>guilty</s> not guilty', '~~guilty~~ not guilty'],
    ['A <strike>one</strike> <del>two</del> three', 'A ~~one~~ ~~two~~ three'],
    ['<span style="text-decoration:line-through;">5 million</span> 6 million', '~~5 million~~ 6 million'],
    ['<span style="text-decoration-line:underline line-through"><b>5</b></span> 6', '~~5~~ 6'],
    ['<style>.xl65 {text-decoration:line-through}</style><span class="xl65">5</span> 6', '~~5~~ 6'],
  ])('%s stays struck out', (html, text) => expect(lines(html)).toEqual([text]));
});

describe('the numbers of a list', () => {
  const word = (marker: string, text: string, level = 1) =>
    `<p style="mso-list:l1 level${level} lfo1"><span style="mso-list:Ignore">${marker}&nbsp;&nbsp;</span>${text}</p>`;
  it.each([
    ['start late', '<ol start="4"><li>a</li><li>b</li></ol>', ['4. a; 5. b']],
    ['jump', '<ol><li>a</li><li value="7">b</li></ol>', ['1. a', '7. b']],
    ['count down', '<ol reversed><li>a</li><li>b</li></ol>', ['2. a', '1. b']],
    ['count on after an empty item', '<ol><li>a</li><li></li><li>c</li></ol>', ['1. a', '3. c']],
    ['count on after what stands inside', '<ol><li>a<ol><li>x</li></ol></li><li>b</li></ol>', ['1. a', '1. x', '2. b']],
    ['and what follows inside', '<ol><li>a<ul><li>x</li></ul>5</li><li>b</li></ol>', ['1. a', '- x', '5', '2. b']],
    [
      'are letters',
      '<ol type="a"><li>x</li></ol><ol style="list-style-type:upper-roman" start="4"><li>y</li></ol>',
      ['a. x', 'IV. y'],
    ],
    ['are of a page that writes a list for each', '<ol><li>a</li></ol><ol start="2"><li>b</li></ol>', ['1. a; 2. b']],
    ['are of Word', word('4)', 'a') + word('5)', 'b'), ['4. a; 5. b']],
    ['are of Word, without a dot', word('4', 'a'), ['4. a']],
    ['are of Word, in levels', word('1.', 'a') + word('1.1.', 'b', 2) + word('§ 7', 'c'), ['1. a', '1.1. b', '§ 7 c']],
    ['are none', word('·', 'a') + word('o', 'b', 2) + word('Ø', 'c'), ['- a; - b; - c']],
    [
      'are none by the style sheet',
      `<style>@list l1:level1 {mso-level-number-format:bullet;}</style>${word('1)', 'a')}`,
      ['- a'],
    ],
    [
      'stand before a heading',
      '<h2 style="mso-list:l1 level1 lfo1"><span style="mso-list:Ignore">3. </span>Rain</h2>',
      ['3. Rain'],
    ],
    [
      'are in a cell',
      '<table><tr><td>a</td><td>b</td></tr><tr><td><ol start="4"><li>c</li></ol></td><td>1</td></tr></table>',
      ['a | b / 4. c | 1'],
    ],
  ])('%s', (_, html, text) => expect(lines(html)).toEqual(text));
});

describe('the figures of a table', () => {
  it.each([
    [
      'with cells over several rows',
      '<table><tr><td>Constituency</td><td>Party</td><td>Votes</td></tr><tr><td rowspan="2">Gyumri</td><td>Red</td>' +
        '<td>12 400</td></tr><tr><td>Blue</td><td>9 300</td></tr></table>',
      ['Constituency | Party | Votes / Gyumri | Red | 12 400 / Gyumri | Blue | 9 300'],
    ],
    [
      'with two rows of headings',
      '<table><tr><td rowspan="2">Party</td><td colspan="2">Votes</td></tr><tr><td>2021</td><td>2026</td></tr>' +
        '<tr><td>Red</td><td>5</td><td>6</td></tr></table>',
      ['Party | Votes, 2021 | Votes, 2026 / Red | 5 | 6'],
    ],
    [
      'with two rows of headings that are marked',
      '<table><thead><tr><th></th><th colspan="2">Votes</th></tr><tr><th>Party</th><th>2021</th><th>2026</th></tr></thead>' +
        '<tr><td>Red</td><td>5</td><td>6</td></tr></table>',
      ['Party | Votes, 2021 | Votes, 2026 / Red | 5 | 6'],
    ],
    [
      'with a title and a sum',
      '<table><tr><td colspan="3">Results</td></tr><tr><td>A</td><td>B</td><td>C</td></tr>' +
        '<tr><td colspan="2">Total</td><td>7</td></tr></table>',
      ['Results', 'A | B | C / Total |  | 7'],
    ],
    [
      'with hidden rows and columns',
      '<table><tr><td>A</td><td style="display:none">x</td><td>B</td></tr><tr hidden><td>1</td><td>2</td></tr>' +
        '<tr><td>3</td><td style="display:none">y</td><td>4</td></tr></table>',
      ['A | B / 3 | 4'],
    ],
  ])('%s stand under their own headings', (_, html, text) => expect(lines(html)).toEqual(text));

  it('with more columns than ours may have keep the headings of their rows', () => {
    const row = (name: string) =>
      `<tr><td>${name}</td>${[...Array(24).keys()].map((at) => `<td>${at}</td>`).join('')}</tr>`;
    const tables = lines(`<table>${row('Year')}${row('Rain')}</table>`);
    expect(tables).toHaveLength(2);
    for (const table of tables) expect(table).toMatch(/^Year \|.* \/ Rain \|/);
  });
});

describe('what a browser draws of itself', () => {
  it('are the marks of a quotation, in those of the story', () => {
    const html = 'He said <q>no <q>wine</q> today</q>.';
    expect(lines(html)).toEqual(['He said “no ‘wine’ today”.']);
    expect(pastedBody(html, 'ru')).toMatchObject([{ text: [{ text: 'He said «no „wine“ today».' }] }]);
  });

  it.each([
    ['6<span style="display:block">1</span>', ['6', '1']],
    ['<div style="display:flex"><span>6</span><span>1</span></div>', ['6 1']],
    ['<span style="display:inline-block">6</span><span style="display:inline-block">1</span>', ['6 1']],
    ['6<img src="https://a.example/x.png">1', ['6 1']],
    ['6<button>x</button>1', ['6 1']],
    ['<b>6</b><i>1</i>', ['61']],
    ['<ruby>61<rt>2</rt></ruby>', ['61 (2)']],
  ])('is the distance in %s', (html, text) => expect(lines(html)).toEqual(text));
});

describe('who is quoted', () => {
  it.each([
    ['<blockquote>As <cite>War and Peace</cite> says, 61.</blockquote>', ['As War and Peace says, 61.']],
    [`<blockquote>a<footer>${'b'.repeat(301)}</footer></blockquote>`, ['a', 'b'.repeat(301)]],
    ['<blockquote><ul><li>a</li></ul><footer>b</footer></blockquote>', ['- a', 'b']],
  ])('%s stays', (html, text) => expect(lines(html)).toEqual(text));
});

describe('what cannot be kept', () => {
  it.each([
    ['<img src="https://a.example/x.jpg"><img src="file:///x.png">', { picture: 2 }],
    ['<img src="https://a.example/x.gif" width="1"><svg></svg>', {}],
    [
      '<figure><img src="https://a.example/x.jpg"><figcaption>A bridge</figcaption></figure>',
      { picture: 1, caption: 1 },
    ],
    ['<video src="x"></video><audio></audio>', { media: 2 }],
    ['<iframe src="https://maps.example/x"></iframe><object></object>', { frame: 2 }],
    ['<svg><text>61</text></svg><canvas></canvas>', { picture: 2 }],
    ['<input value="61"><select><option>1</option></select><input type="hidden">', { control: 2 }],
    ['<a href="/local">a</a><a href="file:///c">b</a><a href="#note">c</a>', { link: 2 }],
    ['<del cite="mailto:desk">old</del> new', { deletion: 1 }],
    ['<a class="msocomanchor" href="#c">[D1]</a>', { comment: 1 }],
    ['<div style="mso-element:footnote-list">1 See there</div>', { note: 1 }],
    ['<ul><li>a<ul><li>b</li></ul></li></ul>', { nesting: 1 }],
    ['<math><mroot><mn>8</mn><mn>3</mn></mroot></math>', { formula: 1 }],
    ['10<sup>9<sup>2</sup></sup>', { formula: 1 }],
    ['5 <span style="font-family:Symbol">m</span>m', { symbol: 1 }],
    [
      '<table><tr><td>A</td><td>B</td></tr><tr><td>a</td><td rowspan="2">61</td></tr><tr><td>b</td></tr></table>',
      { merged: 1 },
    ],
  ])('%s is named', (html, named) => expect(losses(html)).toEqual(named));

  it('is told in words, and how often', () => {
    const names = new Proxy({}, { get: (_, loss) => `no ${String(loss)}` });
    const named = namesOfLosses(
      new Map([
        ['link', 1],
        ['picture', 3],
      ]),
      names as never,
    );
    expect(named).toBe('no picture (3), no link');
  });
});

describe('a picture in the clipboard', () => {
  const data = `data:image/png;base64,${btoa('x'.repeat(400))}`;
  it('is to be uploaded where it stood, with what was written under it', () => {
    const pasted = readHtml(
      `<p>a</p><figure><img src="${data}"><figcaption>A bridge</figcaption></figure><p>b</p>`,
      'en',
    );
    expect(pasted.files.map(({ type, size }) => [type, size])).toEqual([['image/png', 400]]);
    expect(pasted.content).toMatchObject([
      { type: 'paragraph' },
      { type: 'figure', attrs: { texts: { caption: 'A bridge' } } },
      { type: 'paragraph' },
    ]);
    expect(pasted.losses.size).toBe(0);
  });

  it.each(['data:image/gif;base64,R0lGODlhAQABAAAAACw=', 'data:image/png;base64,%%%', 'blob:https://a.example/1'])(
    '%s is none, and is named',
    (src) => expect(losses(`<img src="${src}">`)).toEqual({ picture: 1 }),
  );
});

describe('mail that was wrapped', () => {
  const first = 'The road over the pass is closed until Monday, said the ministry on';
  const then = 'Friday; lorries wait in the valley, and there are 61 of them in the';
  it.each([
    ['by line breaks', `<div>${first}<br>${then}<br>first <b>village</b> alone.<br><br>Ani Petrosyan<br>Gyumri</div>`],
    ['in a text of its own', `<pre>${first}\n${then}\nfirst village alone.\n\nAni Petrosyan\nGyumri</pre>`],
  ])('%s is joined again, and an address is not', (_, html) => {
    expect(lines(html)).toEqual([`${first} ${then} first village alone.`, 'Ani Petrosyan', 'Gyumri']);
  });

  it('is not what has short lines', () => {
    expect(lines('<p>Roses are red,<br>violets are blue<br>and so on</p>')).toHaveLength(3);
  });
});

describe('a field of plain text', () => {
  const pasted = (html: string, text: string) =>
    pastedLine({ getData: (type) => (type === 'text/html' ? html : text) });
  it('takes what is pasted with its figures', () => {
    expect(pasted('<p>10<sup>9</sup> m</p><p><s>5</s> 6</p>', '109 m\n5 6')).toBe('10⁹ m 6');
    expect(pasted('<p><s>guilty</s> not guilty</p>', 'guilty not guilty')).toBe('not guilty');
  });

  it.each([
    ['<p>61</p>', '61'],
    ['', '61'],
  ])('leaves %j to the browser where figures stay', (html, text) => expect(pasted(html, text)).toBeUndefined());
});

it('characters that are none are left out', () => {
  expect(lines('a\0b\ud800c')).toEqual(['abc']);
});
