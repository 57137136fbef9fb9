import { plain } from '#e2e/plain-request';
import { expect, origin, SEED_STORY, test } from './browser-test.ts';

const get = (path: string, headers: Record<string, string> = {}) => plain(origin() + path, headers);

/** Brotli has a share of a process's time, which others may have used up. */
async function untilBrotli(path: string): Promise<void> {
  const encoding = async () => (await get(path, { 'accept-encoding': 'br' })).headers['content-encoding'];
  await expect.poll(encoding).toBe('br');
}

test('a page comes in three forms with a validator each, and is not sent again', async () => {
  const path = '/en/post/test-only-in-english';
  await untilBrotli(path);
  const tags = new Set<string>();
  for (const coding of ['identity', 'gzip', 'br']) {
    const headers = { 'accept-encoding': coding };
    const response = await get(path, headers);
    const tag = String(response.headers.etag);
    expect(tag).toMatch(/^"[\w-]+"$/);
    tags.add(tag);
    expect(response.headers.vary).toBe('accept-encoding, available-dictionary');
    expect(response.headers['cache-control']).toBe('public, max-age=0, s-maxage=1');
    expect(response.headers['cdn-cache-control']).toBe('max-age=1, stale-while-revalidate=10, stale-if-error=86400');
    expect(response.headers['cache-status']).toMatch(/^pages; /);
    const again = await get(path, { ...headers, 'if-none-match': `"other", ${tag}` });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect(again.headers.etag).toBe(tag);
    expect((await get(path, { ...headers, 'if-none-match': '"other"' })).status).toBe(200);
  }
  expect(tags.size).toBe(3);
});

test('the three forms are the same page', async ({ request }) => {
  const form = async (coding: string) => {
    const response = await request.fetch(SEED_STORY.hy, { headers: { 'accept-encoding': coding } });
    expect(response.headers()['content-encoding'] ?? 'identity').toBe(coding);
    return (await response.body()).toString().replace(/<view-count[^>]*>[^<]*/g, '');
  };
  await untilBrotli(SEED_STORY.hy);
  const whole = await form('identity');
  expect(await form('gzip')).toBe(whole);
  expect(await form('br')).toBe(whole);
});

test('feeds are told by date too', async () => {
  // Another test may publish meanwhile, and the feed is made anew.
  await expect(async () => {
    const response = await get('/en/feed.xml');
    const modified = String(response.headers['last-modified']);
    expect(Number.isNaN(Date.parse(modified))).toBe(false);
    expect((await get('/en/feed.xml', { 'if-modified-since': modified })).status).toBe(304);
  }).toPass();
  expect((await get('/en/feed.xml', { 'if-modified-since': 'Sat, 01 Jan 2000 00:00:00 GMT' })).status).toBe(200);
});

test('what is not there, gone or moved is kept with its status', async () => {
  for (const [path, status] of [
    ['/en/post/nothing-of-that-name', 404],
    ['/en/post/test-taken-back', 410],
    ['/en/post/test-at-its-old-address', 308],
  ] as const) {
    const first = await get(path);
    const second = await get(path);
    expect([path, first.status, second.status]).toEqual([path, status, status]);
    expect(second.headers['cache-status']).toBe('pages; hit');
    expect(second.headers.location).toBe(first.headers.location);
    expect(second.body.equals(first.body)).toBe(true);
  }
});

test('addresses where nothing is get the same bytes, and the names of what may come to be there', async () => {
  const MADE_UP: Record<string, string> = {
    '/en/post/made-up-1': 'post-made-up-1',
    '/en/post/made-up-2/': 'post-made-up-2',
    '/en/tag/made-up-3': 'name-tag-made-up-3',
    '/en/author/made-up-4': 'name-author-made-up-4',
    '/en/made-up-5': 'site',
    '/en/archive/1999-01-01': 'month-1999-01-en',
    '/en/made/up/6': 'site',
    '/en/made-up-7/feed.xml': 'site',
  };
  const first = await get('/en/post/made-up');
  for (const [path, key] of Object.entries(MADE_UP)) {
    const { status, headers, body } = await get(path);
    expect([path, status, headers['cache-status'], headers.etag]).toEqual([
      path,
      404,
      'pages; hit',
      first.headers.etag,
    ]);
    expect(String(headers['surrogate-key']).split(' ')).toContain(key);
    expect(body.equals(first.body)).toBe(true);
  }
});

test('every answer that is made from the database says from what', async () => {
  const card = /\/share\/[^"]+\.png/.exec((await get('/en/region')).body.toString())?.[0];
  for (const path of [
    ...['/en', '/en/post/test-only-in-english', '/en/region', '/en/tag/water', '/en/corrections', String(card)],
    ...['/feed.xml', '/en/region/feed.json', '/sitemap.xml', '/sitemap/en.xml', '/news-sitemap.xml'],
    ...['/llms.txt', '/feeds.opml', '/en/manifest.webmanifest', '/api/articles?language=en'],
  ]) {
    const { status, headers } = await get(path);
    expect([path, status, Boolean(headers['surrogate-key'])]).toEqual([path, 200, true]);
  }
});

test('files of the build and pictures are kept for ever, in parts too, the former compressed beforehand', async ({
  request,
}) => {
  const html = (await get('/en')).body.toString();
  const style = String(/href="([^"]+\.css)"/.exec(html)?.[1]);
  const picture = String(/\/media\/[^" ]+\.jpg/.exec(html)?.[0]);
  for (const [coding, name] of [
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['identity', undefined],
  ] as const) {
    const response = await request.get(style, { headers: { 'accept-encoding': coding } });
    expect(response.headers()['content-encoding']).toBe(name);
    expect(response.headers()['content-type']).toBe('text/css; charset=utf-8');
    expect(response.headers()['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await response.body()).toString()).toContain('--paper');
  }
  for (const path of [style, picture]) {
    const whole = (await get(path)).body;
    const part = await get(path, { range: 'bytes=10-19', 'accept-encoding': 'identity' });
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 10-19/${whole.length}`]);
    expect(part.body.equals(whole.subarray(10, 20))).toBe(true);
    const tail = await get(path, { range: 'bytes=-7', 'accept-encoding': 'identity' });
    expect(tail.body.equals(whole.subarray(-7))).toBe(true);
    expect((await get(path, { range: `bytes=${whole.length}-`, 'accept-encoding': 'identity' })).status).toBe(416);
    const { headers } = await get(path);
    expect((await get(path, { 'if-none-match': String(headers.etag) })).status).toBe(304);
  }
  for (const path of ['/media/0123456789abcdef0123/wide-640.jpg', '/assets/nothing.js', '/_next/static/nothing.css']) {
    const response = await get(path);
    expect([path, response.status]).toEqual([path, 404]);
    expect(response.headers['cache-control'] ?? '').not.toContain('immutable');
  }
});

test('everything that is made from the database says what from', async () => {
  const month = new Date().toISOString().slice(0, 7);
  const all: [path: string, key: RegExp][] = [
    ['/en', /\bfront-en\b/],
    ['/ru/region', /\bsection-region-ru\b/],
    [SEED_STORY.hy, /\barticle-\d+ .*\bsection-region-hy\b/],
    ['/en/archive/2025-05-13', /\bmonth-2025-05-en\b/],
    ['/en/corrections', /\bcorrections-en\b/],
    ['/en/about', /\bsite\b/],
    ['/en/author/nino-kalandadze', /\bauthor-nino-kalandadze-en\b/],
    ['/en/post/no-such-story', /\bpost-no-such-story\b/],
    ['/en/feed.xml', /\blatest-en\b/],
    ['/feed.xml', /\blatest-ru\b/],
    ['/sitemap.xml', /\bsitemap\b/],
    [`/sitemap/en-2025-05.xml`, /\bmonth-2025-05-en\b/],
    ['/news-sitemap.xml', new RegExp(`\\bmonth-${month}-en\\b`)],
    ['/sitemap/en.xml', /\btopics-en\b/],
    ['/en/manifest.webmanifest', /\bsite\b/],
  ];
  for (const [path, key] of all) expect(`${path}: ${(await get(path)).headers['surrogate-key'] ?? ''}`).toMatch(key);
});
