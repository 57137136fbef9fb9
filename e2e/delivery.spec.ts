import { gzipSync } from 'node:zlib';
import { DEMO_LANGUAGES, expect, origin, SEED_STORY, test } from './browser-test.ts';

test('pages carry no client runtime, only our one script', async ({ request }) => {
  for (const { code, path } of DEMO_LANGUAGES) {
    for (const address of [SEED_STORY[code], `/${path}`, `/${path}/region`, `/${path}/search`, `/${path}/nothing`]) {
      const html = await (await request.get(address)).text();
      expect(html).not.toMatch(/__next_f|_next\/static\/chunks\/[^"]+\.js|as="script"|data-keep|<!--/);
      expect(html.match(/<script(?! type="application\/ld\+json")/g)).toHaveLength(2);
      expect(html).toMatch(/<\/html>\s*$/);
    }
  }
});

test('the reader’s script stays under 6 kB', async ({ request }) => {
  const html = await (await request.get('/en')).text();
  const src = /<script type="module" src="([^"]+)"/.exec(html)?.[1];
  const response = await request.get(String(src));
  expect(response.headers()['cache-control']).toContain('immutable');
  expect(gzipSync(await response.body()).length).toBeLessThan(6_000);
});

test('every answer has the headers that keep a reader safe', async ({ request }) => {
  for (const address of [
    '/en',
    SEED_STORY.ru,
    '/en/nothing',
    '/api/articles?language=en',
    '/api/nothing',
    '/icon.svg',
  ]) {
    const headers = (await request.get(address)).headers();
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-[^']+';/);
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(headers['x-powered-by']).toBeUndefined();
  }
});

test('pictures may be shown by other sites, everything else is ours', async ({ request }) => {
  const picture = /\/media\/[^" ]+\.jpg/.exec(await (await request.get('/en')).text())?.[0];
  const response = await request.get(String(picture));
  expect(response.headers()['cross-origin-resource-policy']).toBe('cross-origin');
  expect((await request.head(String(picture))).status()).toBe(200);
  expect((await request.get('/en')).headers()['cross-origin-resource-policy']).toBe('same-origin');
});

test('the style sheet, the script and the API come compressed too', async ({ request }) => {
  const html = await (await request.get('/en')).text();
  for (const address of [
    /href="([^"]+\.css)"/.exec(html)?.[1],
    /src="(\/assets[^"]+)"/.exec(html)?.[1],
    '/api/articles?language=en',
  ]) {
    expect([
      address,
      (await request.get(String(address), { headers: { 'accept-encoding': 'gzip' } })).headers()['content-encoding'],
    ]).toEqual([address, 'gzip']);
  }
});

test('pages come compressed as asked', async ({ request }) => {
  const plain = await request.get(SEED_STORY.hy, { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers()['content-encoding']).toBeUndefined();
  const refused = await request.get(SEED_STORY.hy, { headers: { 'accept-encoding': 'br;q=0, gzip;q=0' } });
  expect(refused.headers()['content-encoding']).toBeUndefined();
  for (const encoding of ['gzip', 'br']) {
    const ask = () => request.get(SEED_STORY.hy, { headers: { 'accept-encoding': encoding } });
    // The better compression is made beside, once a page has been asked for for some seconds.
    await expect.poll(async () => (await ask()).headers()['content-encoding'], { timeout: 15_000 }).toBe(encoding);
    const response = await ask();
    expect(response.headers().vary).toContain('accept-encoding');
    expect(Number(response.headers()['content-length'])).toBeLessThan((await plain.body()).length / 2);
  }
});

test('HEAD is answered like GET, without the page', async ({ request }) => {
  const head = await request.head(SEED_STORY.en);
  expect(head.status()).toBe(200);
  expect(await head.text()).toBe('');
  expect((await request.head('/en/nothing')).status()).toBe(404);
  expect((await request.head('/en/post/test-taken-back')).status()).toBe(410);
});

test('words meant for Next or from proxies do not change a page', async ({ request }) => {
  const plain = await (await request.get('/en/post/test-only-in-english')).text();
  for (const headers of [
    { rsc: '1' },
    { 'next-router-prefetch': '1', rsc: '1' },
    { 'next-action': 'x'.repeat(42) },
    { 'x-middleware-subrequest': 'middleware' },
    { 'x-forwarded-host': 'evil.example' },
    { 'x-forwarded-proto': 'ftp' },
    { host: new URL(origin()).host, 'x-original-url': '/admin' },
  ]) {
    const response = await request.get('/en/post/test-only-in-english', {
      headers: headers as unknown as Record<string, string>,
    });
    expect([Object.keys(headers), response.status()]).toEqual([Object.keys(headers), 200]);
    expect(await response.text()).toBe(plain);
  }
});

test('the picture optimizer is shut', async ({ request }) => {
  expect((await request.get('/_next/image?url=%2Ficon.svg&w=640&q=75')).status()).not.toBe(200);
});
