import { describe, expect, it } from 'vitest';
import { articleBody, countWords, parseBody, picturesIn } from '#newsroom/articles/article-body';

const picture = '0123456789abcdef0123';
const text = [{ text: 'A word' }];

const WHOLE = [
  {
    type: 'paragraph',
    text: [
      { text: 'Plain, ' },
      { text: 'strong', strong: true },
      { text: 'link', href: 'https://example.org/', emphasis: true },
    ],
  },
  { type: 'heading', level: 2, text },
  { type: 'quote', text, attribution: 'Somebody' },
  { type: 'list', ordered: true, items: [text, text] },
  { type: 'figure', picture },
  { type: 'gallery', pictures: [picture, picture.replace('0', 'f')] },
  { type: 'embed', provider: 'youtube', href: 'https://www.youtube.com/watch?v=x', title: 'Film' },
  { type: 'table', header: [text, text], rows: [[text, []]], numeric: [1] },
  { type: 'divider' },
  { type: 'figure', picture, alt: 'A lake', caption: '', credit: 'Us' },
];

describe('a body', () => {
  it('of every kind of block comes back as it went in', () => {
    expect(articleBody.parse(WHOLE)).toEqual(WHOLE);
    expect(parseBody(WHOLE)).toEqual(WHOLE);
  });

  it('keeps its other blocks when one is unknown or broken', () => {
    const stored = [
      WHOLE[0],
      { type: 'hologram', depth: 3 },
      { type: 'heading', level: 7, text },
      null,
      'text',
      WHOLE[8],
    ];
    expect(parseBody(stored).map(({ type }) => type)).toEqual([
      'paragraph',
      'unknown',
      'unknown',
      'unknown',
      'unknown',
      'divider',
    ]);
  });

  it.each([null, undefined, 'text', 7, { type: 'paragraph' }])('that is no list (%j) is empty', (stored) => {
    expect(parseBody(stored)).toEqual([]);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    '//evil.example',
    '/\\evil.example',
    'https://with space.example',
    'http://[',
    'https://%zz/',
    '',
  ])('does not take a link to %j', (href) => {
    expect(articleBody.safeParse([{ type: 'paragraph', text: [{ text: 'x', href }] }]).success).toBe(false);
  });

  it.each(['https://example.org/a?b=c#d', 'http://example.org', 'mailto:desk@example.org', '/en/post/a-story'])(
    'takes a link to %j',
    (href) => {
      expect(articleBody.safeParse([{ type: 'paragraph', text: [{ text: 'x', href }] }]).success).toBe(true);
    },
  );

  it('refuses keys that nobody knows', () => {
    expect(articleBody.safeParse([{ type: 'divider', onclick: 'x' }]).success).toBe(false);
    expect(articleBody.safeParse([{ type: 'paragraph', text: [{ text: 'x', html: '<b>' }] }]).success).toBe(false);
  });

  it('takes own words for pictures of a gallery, and for no others', () => {
    const other = picture.replace('0', 'f');
    const gallery = (words: object) =>
      articleBody.safeParse([{ type: 'gallery', pictures: [picture, other], words }]).success;
    expect(gallery({ [other]: { caption: 'A lake', alt: '' } })).toBe(true);
    expect(gallery({ ['e'.repeat(20)]: { caption: 'A lake' } })).toBe(false);
    expect(gallery({ [other]: { title: 'A lake' } })).toBe(false);
  });

  it('names its pictures once each', () => {
    expect(picturesIn(parseBody(WHOLE))).toEqual([picture, picture.replace('0', 'f')]);
  });
});

it('words are counted in all scripts, marks are not', () => {
  const body = (text: string) => parseBody([{ type: 'paragraph', text: [{ text }] }]);
  expect(countWords(body('The lake – 12 metres deep – rose.'), 'en')).toBe(6);
  expect(countWords(body('Москва вынесет на переговоры вопрос.'), 'ru')).toBe(5);
  expect(countWords(body('Ուզո՞ւմ եք վերահրապարակել այս տեքստը։'), 'hy')).toBe(5);
  // Paragraph 2, heading 2, quote 2, list 4, table 6.
  expect(countWords(parseBody(WHOLE), 'en')).toBe(16);
});
