import fc from 'fast-check';
import { expect, it } from 'vitest';
import { classifyRequest } from '#server/cache/classify-request';

it.each([
  '/en',
  '/arm/post/a-story',
  '/ru/region',
  '/en/tag/water',
  '/icon.svg',
  '/feed.xml',
  '/ru/tag/water/atom.xml',
  '/sitemap/en-2026-11.xml',
  '/share/17-0123456789abcdef.png',
  '/share/hy-0123456789abcdef.png',
  '/share/en-real-estate-0123456789abcdef.png',
  '/.well-known/security.txt',
  '/icon-maskable-512.png',
  '/0123456789abcdef.txt',
  '/arm/manifest.webmanifest',
  '/en/region?before=1747144380000-17',
])('%s is a page under its own address', (address) => {
  expect(classifyRequest(address)).toEqual({ kind: 'page', address });
});

it.each([
  ['/arm/post/a-story?utm_source=x&fbclid=y', '/arm/post/a-story'],
  ['/en?before=1747144380000-17', '/en'],
  ['/ru/post/x?before=1747144380000-17', '/ru/post/x'],
  ['/en/region?utm_medium=m&before=1747144380000-17&before=2-2', '/en/region?before=1747144380000-17'],
  ['/en/region?before=01747144380000-17', '/en/region?before=1747144380000-17'],
  ['/en/region?before=rubbish', '/en/region'],
  ['/en/region/feed.xml?before=1747144380000-17', '/en/region/feed.xml'],
  ['/en/post/%61-story', '/en/post/a-story'],
])('%s is the page %s', (target, address) => expect(classifyRequest(target)).toEqual({ kind: 'page', address }));

it.each([
  ['/ru/post/%E0%A4%A', '/ru/-/-'],
  ['/ru/post/%D1%8F', '/ru/-/-'],
  ['/ru//region', '/ru/-/-'],
  ['/en/post/..%2f..%2fapi', '/en/-/-'],
  ['/en/../api/views', '/en/-/-'],
  ['/en/x1.rsc', '/en/-/-'],
  ['/en/region.segments/_tree.segment.rsc', '/en/-/-'],
  ['/en/region.txt', '/en/-/-'],
  ['/en/a_b', '/en/-/-'],
  ['/en/a--b', '/en/-/-'],
  ['/api%2farticles', '/en/-/-'],
  ['/admin%2F', '/en/-/-'],
  ['/admin/%00', '/en/-/-'],
  ['/media%5cx', '/en/-/-'],
  ['/%', '/en/-/-'],
  ['/wp-login.php', '/en/-/-'],
  ['/xx/post/a', '/en/-/-'],
  ['/sitemap/', '/en/-/-'],
  ['/share/17-0123456789abcdef.jpg', '/en/-/-'],
  ['/share/17-region-0123456789abcdef.png', '/en/-/-'],
  ['/share/en-region.png', '/en/-/-'],
  ['/.well-known/', '/en/-/-'],
  ['/.env', '/en/-/-'],
  ['/feeds/feed.xml/en', '/en/-/-'],
  ['//en', '/en/-/-'],
  ['*', '/en/-/-'],
  ['http://evil.example/en', '/en/-/-'],
  ['evil.example:443', '/en/-/-'],
])('%s is not found', (target, address) => expect(classifyRequest(target)).toEqual({ kind: 'page', address }));

/** What people, mail programs and messengers leave behind an address, or make of it. */
const TAILS = [
  ...[
    '.',
    ')',
    ',',
    '»',
    '“',
    '”',
    '"',
    "'",
    '’',
    ';',
    ':',
    '!',
    '…',
    ']',
    '>',
    '*',
    '**',
    '_',
    '|',
    '`',
    '։',
    '՝',
    '-',
    '–',
  ],
  ...[
    '%20',
    '%C2%A0',
    '%E2%80%9D',
    '%22',
    '%2520',
    '%3Futm_source=x',
    '%',
    '%E2%80',
    ').',
    '&utm_source=tg',
    '&amp;utm_x=y/z',
  ],
  ...['.The', '.next-sentence', '%20и%20дальше', 'я', '/.', '/)', '.html', '_', '\\n', ' x'],
];

it.each(
  ['post/a-story', 'tag/water', 'author/anna', 'region', 'archive/2026-11-28'].flatMap((page) =>
    TAILS.filter((tail) => page.includes('/') || !/^\.\w/.test(tail)).map((tail) => [page, tail] as const),
  ),
)('/ru/%s followed by %s leads to the page', (page, tail) => {
  expect(classifyRequest(`/ru/${page}${tail}`)).toEqual({ kind: 'redirect', address: `/ru/${page}` });
});

it.each([
  ['/EN', '/en'],
  ['/en.', '/en'],
  ['/hy', '/arm'],
  ['/hy/post/a-story', '/arm/post/a-story'],
  ['/HY/Post/A-Story).', '/arm/post/a-story'],
  ['/Arm/post/x', '/arm/post/x'],
  ['/ru/post/A', '/ru/post/a'],
  ['/RU/POST/A-STORY?utm_source=x', '/ru/post/a-story?utm_source=x'],
  ['/RU/post/a-story/', '/ru/post/a-story'],
  ['/ru/post/x/', '/ru/post/x'],
  ['/en/', '/en'],
  ['/en/search/?q=a', '/en/search?q=a'],
  ['/hy/tag/water/feed.xml', '/arm/tag/water/feed.xml'],
  ['/hy/search?q=%D5%BB+a', '/arm/search?q=%D5%BB+a'],
  ['/ru/tag/water/atom.xml)', '/ru/tag/water/atom.xml'],
  ['/en/region,?before=1747144380000-17', '/en/region?before=1747144380000-17'],
])('%s leads to %s', (target, address) => expect(classifyRequest(target)).toEqual({ kind: 'redirect', address }));

it('leads from anywhere to an address of ours that leads no further', () => {
  const piece = fc.constantFrom(
    ...'/en/ru/arm/hy/HY/post/tag/a-story/./../%2f/%20/)/»/&/?/-/_/\\/:/@/evil.example/я/A/%'.split('/'),
    '/',
    '//',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const wanted = classifyRequest(`/${pieces.join('')}`);
      if (wanted.kind !== 'redirect') return;
      expect(wanted.address).toMatch(/^\/(en|ru|arm)(\/[a-z0-9][a-z0-9._-]*)*(\?.*)?$/);
      expect(classifyRequest(wanted.address).kind).not.toBe('redirect');
    }),
    { numRuns: 2_000 },
  );
});

it.each(['/', '/?utm_source=x', '/api/views?articles=1', '/api/articles?language=arm', '/api/health', '/admin'])(
  '%s is answered by Next each time',
  (target) => {
    expect(classifyRequest(target)).toEqual({ kind: 'dynamic' });
  },
);

it.each(['/media/x', '/_next/static/x.css', '/assets/x'])('%s is a file', (target) =>
  expect(classifyRequest(target)).toEqual({ kind: 'file' }),
);

it.each([
  ['/api/articles?language=en', '/api/articles?language=en'],
  ['/api/articles?limit=20&section=&language=en&language=ru', undefined],
  ['/api/articles?section=region&limit=5&language=ru', '/api/articles?language=ru&limit=5&section=region'],
  ['/api/articles?limit=20&language=en', '/api/articles?language=en'],
  ['/api/articles?language=en&cursor=01747144380000-17', '/api/articles?cursor=1747144380000-17&language=en'],
  ['/api/articles?language=en&utm_source=x', undefined],
  ['/api/articles?language=en&__proto__=x', undefined],
  ['/api/articles?language=en&limit=0', undefined],
  ['/api/articles?language=en&limit=101', undefined],
  ['/api/articles?language=en&limit=1e1', undefined],
  ['/api/articles?language=en&cursor=rubbish', undefined],
  ['/api/articles?language=en&section=../x', undefined],
  ['/api/articles?limit=5', undefined],
  ['/api/articles/en/a-story', '/api/articles/en/a-story'],
  ['/api/articles/hy/a-story?x=1', '/api/articles/hy/a-story'],
  ['/api/articles/arm/a-story', undefined],
  ['/api/articles/en/Not%20A%20Slug', undefined],
  ['/api/openapi.json?x', '/api/openapi.json'],
  ['/api/search/suggest?q=%D0%B2%D0%BE%00&language=ru', '/api/search/suggest?language=ru&q=%D0%B2%D0%BE'],
  ['/api/search/suggest?language=en&q=', '/api/search/suggest?language=en&q='],
  ['/api/search/suggest?language=en', undefined],
  [`/api/search/suggest?language=en&q=${'x'.repeat(201)}`, undefined],
  ['/api/v1/openapi.json', '/api/v1/openapi.json'],
  ['/api/v1/languages', '/api/v1/languages'],
  ['/api/v1/languages?x=1', undefined],
  ['/api/v1/sections?language=en', '/api/v1/sections?language=en'],
  ['/api/v1/stories/17', '/api/v1/stories/17'],
  ['/api/v1/stories/017', undefined],
  ['/api/v1/stories/17?x=1', undefined],
  ['/api/v1/stories/en/a-story', '/api/v1/stories/en/a-story'],
  ['/api/v1/stories?limit=20&language=en', '/api/v1/stories?language=en'],
  ['/api/v1/stories?language=en&tag=water&author=anna', '/api/v1/stories?author=anna&language=en&tag=water'],
  ['/api/v1/stories?language=en&language=ru', undefined],
  [
    '/api/v1/stories?language=en&cursor=MTc0NzE0NDM4MDAwMC0xNw',
    '/api/v1/stories?cursor=MTc0NzE0NDM4MDAwMC0xNw&language=en',
  ],
  ['/api/v1/stories?language=en&cursor=1747144380000-17', undefined],
  [
    '/api/v1/stories?language=en&since=2025-05-13T16:00:00%2B04:00',
    '/api/v1/stories?language=en&since=2025-05-13T12%3A00%3A00.000Z',
  ],
  ['/api/v1/search?language=en&q=x', undefined],
])('%s is kept under %s, if at all', (target, address) => {
  expect(classifyRequest(target)).toEqual(address ? { kind: 'page', address } : { kind: 'dynamic' });
});

it('a page of search results is rendered each time', () => {
  expect(classifyRequest('/ru/search?q=%D0%B2%D0%BE%D0%B4%D0%B0+a')).toEqual({
    kind: 'search',
    address: '/ru/search?q=%D0%B2%D0%BE%D0%B4%D0%B0+a',
  });
});
