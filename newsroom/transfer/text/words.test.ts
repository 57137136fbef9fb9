import fc from 'fast-check';
import { expect, it } from 'vitest';
import { articleBody } from '#blocks/body';
import { blocksOf } from './blocks-of.ts';
import { lettersOf } from './limits.ts';

// Whatever is nested into whatever: every word of the source is in the blocks, in its order, or in what is left out.
// Words of the text begin with one rune, those of captions and alternative texts with another, those that nobody saw
// with a third: no tag has any.

const TEXT = 'ᚠ';
const LABEL = 'ᚢ';
const UNSEEN = 'ᚦ';

type Make = () => string;

let next = 0;
const LETTERS = ['a', 'ж', 'բառ', '字', 'é', "d'or"];
const word = (kind: string) => `${kind}${next++}${LETTERS[next % LETTERS.length]}`;
const words = (kind: string, count: number) => Array.from({ length: count }, () => word(kind)).join(' ');

const letters: fc.Arbitrary<Make> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom('', ' ', '\n', '&nbsp;', '\n\n', '&#8203;', ', '))
  .map(
    ([count, around]) =>
      () =>
        around + words(TEXT, count) + around,
  );

const picture: fc.Arbitrary<Make> = fc
  .constantFrom('known-1.jpg', 'known-2.jpg', 'gone.jpg', 'data:image/png;base64,AA')
  .map((src) => () => `<img src="${src}?${next}" alt="${words(LABEL, 2)}">`);

const INLINE = [
  'b',
  'i',
  'span',
  'sup',
  's',
  'a href="https://a.example/"',
  'a href="javascript:x"',
  'font',
  'q',
  'u',
  'x-y',
  'span lang="fr"',
  'code',
];
const BOXES = [
  'p',
  'div',
  'h1',
  'h4',
  'section',
  'pre',
  'center',
  'div style="display:flex"',
  'dd',
  'blockquote',
  'aside',
  'details',
  'form',
  'button',
  'div class="gallery"',
];
const HIDDEN = ['div hidden', 'span style="display:none"', 'p style="visibility:hidden"'];
const SHORTCODES = ['vc_row a="1"', 'box', 'et_pb_text', 'highlight color="x"'];

const isOpen = (tag: string) => tag.split(' ')[0];
const around = (tag: string, inside: string) => `<${tag}>${inside}</${isOpen(tag)}>`;
const all = (makes: readonly Make[]) => makes.map((make) => make()).join('');

const anything = fc.letrec<{ inside: Make[]; one: Make }>((tie) => ({
  inside: fc.array(tie('one'), { maxLength: 4, depthIdentifier: 'html' }),
  one: fc.oneof(
    { depthIdentifier: 'html', depthSize: 'medium', withCrossShrink: true },
    letters,
    picture,
    fc.constantFrom('<br>', '<hr>', '<!-- a remark -->', '<svg><path/></svg>').map((html) => () => html),
    fc.tuple(fc.constantFrom(...INLINE), tie('inside')).map(
      ([tag, inside]) =>
        () =>
          around(tag, all(inside)),
    ),
    fc.tuple(fc.constantFrom(...BOXES), tie('inside')).map(
      ([tag, inside]) =>
        () =>
          around(tag, all(inside)),
    ),
    fc.tuple(fc.constantFrom(...SHORTCODES), tie('inside')).map(
      ([tag, inside]) =>
        () =>
          `[${tag}]${all(inside)}[/${isOpen(tag)}]`,
    ),
    fc.tuple(fc.constantFrom('group', 'columns', 'quote', 'html'), tie('inside')).map(
      ([name, inside]) =>
        () =>
          `<!-- wp:${name} {"a":1} -->${all(inside)}<!-- /wp:${name} -->`,
    ),
    fc.constantFrom(...HIDDEN).map((tag) => () => around(tag, words(UNSEEN, 2))),
    fc.tuple(fc.constantFrom('ul', 'ol', 'ol start="5"', 'ol type="a"'), fc.array(tie('inside'), { maxLength: 3 })).map(
      ([tag, items]) =>
        () =>
          around(tag, items.map((inside) => around('li', all(inside))).join('\n')),
    ),
    fc.tuple(fc.array(fc.array(tie('inside'), { minLength: 1, maxLength: 3 }), { maxLength: 3 }), fc.boolean()).map(
      ([rows, isHeaded]) =>
        () =>
          around(
            'table',
            rows
              .map((cells, row) =>
                around('tr', cells.map((inside) => around(isHeaded && row === 0 ? 'th' : 'td', all(inside))).join('')),
              )
              .join(''),
          ),
    ),
    fc.tuple(tie('inside'), fc.boolean()).map(
      ([inside, isNamed]) =>
        () =>
          around('figure', all(inside) + (isNamed ? around('figcaption', words(LABEL, 3)) : '')),
    ),
  ),
})).inside;

const context = {
  base: 'https://old.example/',
  picture: (address: string) => /known-(\d)/.exec(address)?.[1]?.repeat(20),
};

const found = (kind: string, text: string) => text.match(new RegExp(`${kind}\\d+`, 'g')) ?? [];

it.each([
  ['HTML', false],
  ['WordPress', true],
])(
  'no word of %s is lost, moved or made up',
  (_, isWordPress) => {
    fc.assert(
      fc.property(anything, fc.boolean(), (makes, isLoose) => {
        next = 10;
        const html = all(makes);
        const { body, words, leftOut } = blocksOf({ format: 'html', html, isLoose, isWordPress }, context);
        articleBody.parse(body);
        const kept = body.flatMap((block) => (block.type === 'unknown' ? [] : lettersOf(block))).join('\n');
        const left = leftOut.map(({ excerpt }) => excerpt).join('\n');
        expect(found(TEXT, kept), html).toEqual(found(TEXT, html));
        expect(found(LABEL, `${kept}\n${left}`).sort(), html).toEqual(found(LABEL, html).sort());
        expect(found(UNSEEN, left), html).toEqual(found(UNSEEN, html));
        expect(words.kept + leftOut.reduce((sum, entry) => sum + entry.words, 0)).toBe(words.source);
        expect(leftOut.filter(({ what }) => what === 'unaccounted')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  },
  60_000,
);

/** Tags in any order, closed or not, with attributes of all kinds. */
const soup = fc
  .array(
    fc.oneof(
      letters.map((make) => make()),
      fc
        .tuple(
          fc.constantFrom(
            ...'p div b i a ul ol li table tr td th thead caption h1 h3 blockquote cite footer br hr img pre span figure'.split(
              ' ',
            ),
            ...'figcaption iframe object embed video audio svg math msup mfrac q rt dl dt dd noscript script style select'.split(
              ' ',
            ),
            ...'option button input textarea template title details dialog wp-block wp-shortcode amp-img ruby font'.split(
              ' ',
            ),
          ),
          fc.constantFrom(
            '',
            ' href="https://a.example/"',
            ' href="javascript:x"',
            ' class="gallery wp-image-4"',
            ' class="twitter-tweet" cite="https://x.com/a/status/1"',
            ' style="mso-list:l0 level2 lfo1"',
            ' style="mso-list:ignore"',
            ' style="display:none"',
            ' style="font-weight:bold;vertical-align:super"',
            ' colspan="3" rowspan="0"',
            ' src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="ᚢ1 ᚢ2"',
            ' src="known-1.jpg" alt="ᚢ3"',
            ' value="ᚢ4"',
            ' name="gallery" at-ids="1,2"',
            ' name="x" at-title="ᚢ5" alone',
            ' block-name="embed" block-url="https://vimeo.com/12345"',
            ' title="never closed',
          ),
        )
        .map(([tag, attributes]) => `<${tag}${attributes}>`),
      fc
        .constantFrom(...'p div b a li table td blockquote figure span iframe wp-block wp-shortcode script'.split(' '))
        .map((tag) => `</${tag}>`),
      fc.constantFrom(
        '<!--',
        '-->',
        '<!-- wp:image {"id":4} -->',
        '<!-- /wp:image -->',
        '<!-- wp:block {"ref":1} /-->',
        '<![if x]>',
        '<',
        '&',
        '&#0;',
        '\0',
        '\ud800',
        '[gallery ids="1"]',
        '[caption caption="ᚢ6"]',
        '[/caption]',
        '[vc_row]',
        '[x y="1"]',
        '[[gallery]]',
        '[',
        ']',
        '"',
        "'",
        'https://youtu.be/dQw4w9WgXcQ',
        '\n\n',
        '\u00a0',
        '\u2028',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

it('whatever it is, it can be stored and the account balances', () => {
  fc.assert(
    fc.property(soup, fc.boolean(), fc.boolean(), (html, isLoose, isWordPress) => {
      const { body, words, leftOut } = blocksOf({ format: 'html', html, isLoose, isWordPress }, context);
      articleBody.parse(body);
      const left = leftOut.reduce((sum, entry) => sum + entry.words, 0);
      expect(words.kept + left, html).toBe(words.source);
      expect(words.kept, html).toBeGreaterThanOrEqual(0);
      expect(
        leftOut.filter(({ what }) => what === 'unaccounted'),
        html,
      ).toEqual([]);
      expect(JSON.stringify([body, leftOut]), html).not.toMatch(/\\u0000|\\ud[89a-f]/i);
    }),
    { numRuns: 1_500 },
  );
}, 60_000);
