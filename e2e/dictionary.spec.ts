import { createHash } from 'node:crypto';
import { brotliDecompressSync, zstdDecompressSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { plain } from '#e2e/plain-request';
import { DEMO_LANGUAGES, expect, origin, SEED_STORY, test } from './browser-test.ts';

/** Where a page says that its dictionary is, once the server has made it. */
async function dictionaryOf(path: string): Promise<string> {
  let address: string | undefined;
  await expect
    .poll(async () => {
      const { link = '' } = (await plain(origin() + path, {})).headers;
      address = /<([^>]+)>; rel="compression-dictionary"/.exec(String(link))?.[1];
      return address;
    })
    .toBeTruthy();
  return String(address);
}

/** Bytes that came over the wire for each document, by the browser's own count: heads and bodies. */
async function countBytes(page: Page): Promise<(path: string) => { whole: number; dictionary: boolean } | undefined> {
  const session = await page.context().newCDPSession(page);
  const documents = new Map<string, { path: string; dictionary: boolean }>();
  const counts = new Map<string, { whole: number; dictionary: boolean }>();
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, response, type }) => {
    if (type !== 'Document') return;
    const dictionary = response.headers['content-encoding'] === 'dcz';
    documents.set(requestId, { path: new URL(response.url).pathname, dictionary });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const of = documents.get(requestId);
    if (of) counts.set(of.path, { whole: encodedDataLength, dictionary: of.dictionary });
  });
  return (path) => counts.get(path);
}

for (const { code, path } of DEMO_LANGUAGES) {
  test(`the second story in ${code} takes under 3 kB`, async ({ page }) => {
    const dictionary = await dictionaryOf(SEED_STORY[code]);
    const feed = (await plain(`${origin()}/${path}/feed.xml`, {})).body.toString();
    const stories = [...new Set([...feed.matchAll(new RegExp(`/${path}/post/(?!test-)[a-z0-9-]+`, 'g'))].map(String))];
    expect(stories.length).toBeGreaterThan(15);
    const bytesOf = await countBytes(page);
    const fetched = page.waitForResponse((response) => response.url().endsWith(dictionary));
    await page.goto(SEED_STORY[code]);
    expect((await fetched).status()).toBe(200);
    // Kept a moment after it has come. A page that the browser keeps would be confirmed in the form in which it is kept.
    const encoding = async (address: string) =>
      (await fetch(address, { cache: 'no-store' })).headers.get('content-encoding');
    await expect.poll(() => page.evaluate(encoding, `/${path}`)).toBe('dcz');
    const sizes: { transfer: number; whole: number }[] = [];
    for (const story of stories) {
      await page.goto(story);
      const transfer = await page.evaluate(
        () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).transferSize,
      );
      await expect.poll(() => bytesOf(story)?.dictionary).toBe(true);
      sizes.push({ transfer, whole: Number(bytesOf(story)?.whole) });
    }
    const median = (of: 'transfer' | 'whole') => sizes.map((size) => size[of]).sort((a, b) => a - b)[sizes.length >> 1];
    test
      .info()
      .annotations.push({ type: 'bytes', description: `${median('transfer')}, on HTTP/1.1 ${median('whole')}` });
    expect(median('transfer')).toBeLessThanOrEqual(3_000);
    await expect(page.locator('h1')).toBeVisible();
  });
}

test('a dictionary is for ever, for pages of its language, and says so', async () => {
  const address = await dictionaryOf('/ru');
  const { status, headers, body } = await plain(origin() + address, { 'accept-encoding': 'identity' });
  expect([status, body.length > 10_000]).toEqual([200, true]);
  expect(headers['use-as-dictionary']).toBe('match="/ru{/*}?"');
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(headers['x-robots-tag']).toBe('noindex');
  const digest = createHash('sha256').update(body).digest();
  const compressed = await plain(origin() + address, { 'accept-encoding': 'gzip, br' });
  expect([compressed.headers['content-encoding'], compressed.body.length < 25_000]).toEqual(['br', true]);
  expect(brotliDecompressSync(compressed.body).equals(body)).toBe(true);
  expect(address).toBe(`/assets/dictionary-ru-${digest.toString('hex').slice(0, 16)}`);

  const asked = { 'accept-encoding': 'gzip, br, dcz', 'available-dictionary': `:${digest.toString('base64')}:` };
  const whole = await plain(`${origin()}/ru/region`, { 'accept-encoding': 'identity' });
  const small = await plain(`${origin()}/ru/region`, asked);
  expect([small.headers['content-encoding'], small.headers.link]).toEqual(['dcz', undefined]);
  expect(zstdDecompressSync(small.body.subarray(40), { dictionary: body }).equals(whole.body)).toBe(true);
  const unchanged = await plain(`${origin()}/ru/region`, { ...asked, 'if-none-match': String(small.headers.etag) });
  expect([unchanged.status, unchanged.headers.vary]).toEqual([304, 'accept-encoding, available-dictionary']);
  const head = await fetch(`${origin()}/ru/region`, { method: 'HEAD', headers: asked });
  expect(head.headers.get('content-length')).toBe(String(small.body.length));
});

test('a reader who saves data gets no dictionary', async () => {
  const address = await dictionaryOf('/en');
  const { status, headers, body } = await plain(origin() + address, { 'save-data': 'on' });
  expect([status, body.length, headers['cache-control']]).toEqual([204, 0, 'no-store']);
  expect(headers.vary).toContain('save-data');
  expect((await plain(`${origin()}/assets/dictionary-en-0000000000000000`, {})).status).toBe(404);
});
