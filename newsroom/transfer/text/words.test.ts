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
])('no word of %s is lost, moved or made up', (_, isWordPress) => {
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
});
