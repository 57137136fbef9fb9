import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  articleBody,
  countWords,
  parseBody,
  picturesIn,
  readingMinutes,
  searchTextOf,
  storedBody,
  summaryOf,
} from '#blocks/body';
import { canonicalJson } from '#blocks/canonical-json';
import { kindOf } from '#blocks/kinds';
import { anyBlock, anyBody } from '#e2e/any-block';
import { database } from '#platform/database';

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
  {
    type: 'gallery',
    pictures: [picture, picture.replace('0', 'f')],
    words: { [picture]: { credit: 'Us', alt: 'Ice' } },
  },
  { type: 'embed', provider: 'youtube', href: 'https://www.youtube.com/watch?v=x', title: 'Film' },
  { type: 'table', header: [text, text], rows: [[text, []]], numeric: [1] },
  { type: 'divider' },
  { type: 'figure', picture, alt: 'A lake', caption: '', credit: 'Us' },
];

const isWhole = (...blocks: unknown[]) => articleBody.safeParse(blocks).success;

describe('a body', () => {
  it('of every kind of block comes back as it went in', () => {
    expect(articleBody.parse(WHOLE)).toEqual(WHOLE);
    expect(parseBody(WHOLE)).toEqual(WHOLE);
  });

  it('of any blocks, those among them that nobody knows, is stored as it was', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const stored = storedBody(body);
        expect(storedBody(parseBody(JSON.parse(JSON.stringify(stored))))).toEqual(stored);
        expect(parseBody(stored)).toEqual(body);
        articleBody.parse(body);
      }),
    );
  });

  it('keeps its other blocks when one is unknown or broken, and those as they are', () => {
    const stored = [
      WHOLE[0],
      { type: 'hologram', depth: 3 },
      { type: 'heading', level: 7, text },
      null,
      'text',
      { type: 'constructor' },
      WHOLE[8],
    ];
    const body = parseBody(stored);
    expect(body.map(({ type }) => type)).toEqual(['paragraph', ...Array(5).fill('unknown'), 'divider']);
    expect(storedBody(body)).toEqual(stored);
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
    expect(isWhole({ type: 'paragraph', text: [{ text: 'x', href }] })).toBe(false);
  });

  it.each(['https://example.org/a?b=c#d', 'http://example.org', 'mailto:desk@example.org', '/en/post/a-story'])(
    'takes a link to %j',
    (href) => {
      expect(isWhole({ type: 'paragraph', text: [{ text: 'x', href }] })).toBe(true);
    },
  );

  it('refuses keys that nobody knows', () => {
    expect(isWhole({ type: 'divider', onclick: 'x' })).toBe(false);
    expect(isWhole({ type: 'paragraph', text: [{ text: 'x', html: '<b>' }] })).toBe(false);
  });

  it('takes texts for pictures of a gallery, and for no others', () => {
    const other = picture.replace('0', 'f');
    const gallery = (words: object) => isWhole({ type: 'gallery', pictures: [picture, other], words });
    expect(gallery({ [other]: { caption: 'A lake', alt: '' } })).toBe(true);
    expect(gallery({ ['e'.repeat(20)]: { caption: 'A lake' } })).toBe(false);
    expect(gallery({ [other]: { title: 'A lake' } })).toBe(false);
  });
});

describe('the pictures of a body', () => {
  it('are named once each', () => {
    expect(picturesIn(parseBody(WHOLE))).toEqual([picture, picture.replace('0', 'f')]);
  });

  it('are those that the database finds in it, whatever the kind of block', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyBlock, { maxLength: 6 }), async (body) => {
        const [row] = await database().$queryRaw<{ found: string[] }[]>`
          SELECT pictures_in(${JSON.stringify(body)}::jsonb) AS found`;
        expect(new Set(row?.found)).toEqual(new Set(picturesIn(body)));
      }),
    );
  });
});

describe('the text of a body', () => {
  it('for search is what readers see of it', () => {
    expect(searchTextOf(parseBody([...WHOLE, { type: 'poll', text }])).split('\n')).toEqual([
      'Plain, stronglink',
      'A word',
      'A word',
      'Somebody',
      'A word',
      'A word',
      'Us',
      'Film',
      'A word',
      'A word',
      'A word',
      'Us',
    ]);
  });

  it('for search has no more than PostgreSQL can index', () => {
    const long = parseBody(Array(30).fill({ type: 'paragraph', text: [{ text: 'ա'.repeat(20_000) }] }));
    expect(searchTextOf(long)).toHaveLength(200_000);
  });

  it('is counted in words in all scripts; what stands beside the text is not', () => {
    const body = (text: string) => parseBody([{ type: 'paragraph', text: [{ text }] }]);
    expect(countWords(body('The lake – 12 metres deep – rose.'))).toBe(6);
    expect(countWords(body('Москва вынесет на переговоры вопрос.'))).toBe(5);
    expect(countWords(body('Ուզո՞ւմ եք վերահրապարակել այս տեքստը։'))).toBe(5);
    expect(countWords(body('https://example.org/a?b=c desk@news.am news.am U.S. и.о. мэра – … русско-турецкий'))).toBe(
      7,
    );
    // Paragraph 2, heading 2, quote 2, list 4, table 6.
    expect(countWords(parseBody(WHOLE))).toBe(16);
  });

  it('takes a minute at least to read, and longer in languages of longer words', () => {
    const body = parseBody([{ type: 'paragraph', text: [{ text: 'word '.repeat(920) }] }]);
    expect(readingMinutes([], 'en')).toBe(1);
    expect(readingMinutes(body, 'en')).toBe(4);
    expect(readingMinutes(body, 'ru')).toBe(5);
  });

  it('of each block can be told in words, of an unknown one its kind', () => {
    expect(parseBody([...WHOLE, { type: 'poll' }, 7]).map(summaryOf)).toEqual([
      'Plain, stronglink',
      'A word',
      'A word — Somebody',
      '• A word\n• A word',
      picture,
      `${picture}\nUs\nIce\n${picture.replace('0', 'f')}`,
      'Film (https://www.youtube.com/watch?v=x)',
      'A word | A word\nA word | ',
      '* * *',
      `${picture}\nUs\nA lake`,
      'poll',
      '?',
    ]);
  });

  it('of every kind is plain text', () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        const { prose = [], labels = [], hidden = [] } = kindOf(block).text.parts(block);
        for (const text of prose) for (const { text: letters } of text) expect(letters).not.toBe('');
        for (const text of [...labels, ...hidden]) expect(text).not.toBe('');
      }),
    );
  });
});

it('canonical JSON is the same for equal values', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: 0 })).toBe('{"a":0,"b":[{"c":2,"d":1}]}');
});
