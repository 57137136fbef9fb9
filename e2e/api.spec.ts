import type { APIRequestContext, APIResponse } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { plain } from '#e2e/plain-request';
import { expect, origin, test } from './browser-test.ts';

type Description = {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>
  >;
  components: object;
};

/** Holds an answer against what /api/openapi.json promises for its address and status. */
async function promised(request: APIRequestContext, path: string, method: 'get' | 'post', response: APIResponse) {
  const description = (await (await request.get('/api/openapi.json')).json()) as Description;
  const answer = description.paths[path]?.[method]?.responses[response.status()];
  expect(answer, `${method} ${path} ${response.status()} is described`).toBeDefined();
  const type = String(response.headers()['content-type']).split(';')[0] ?? '';
  const schema = answer?.content?.[type]?.schema;
  expect(schema, `${path} ${response.status()} ${type} has a schema`).toBeDefined();
  const ajv = new Ajv2020({ strict: false });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  const valid = ajv.validate({ ...schema, components: description.components }, await response.json());
  expect(ajv.errors ?? [], path).toEqual([]);
  expect(valid).toBe(true);
}

test('lists are as described, and go to the end by cursor', async ({ request }) => {
  const seen: number[] = [];
  let cursor: string | null = null;
  do {
    const response: APIResponse = await request.get(
      `/api/articles?language=ru&section=region&limit=5${cursor ? `&cursor=${cursor}` : ''}`,
    );
    await promised(request, '/api/articles', 'get', response);
    const page: { articles: { id: number }[]; next: string | null } = await response.json();
    seen.push(...page.articles.map(({ id }) => id));
    cursor = page.next;
  } while (cursor);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(8);
});

test('an article is as described, with blocks, HTML and its other languages', async ({ request }) => {
  const response = await request.get('/api/articles/hy/moskvan-stambulum-kbardzratsni-taratskneri-hartsy');
  await promised(request, '/api/articles/{language}/{slug}', 'get', response);
  const article = await response.json();
  expect(article.translations.map(({ language }: { language: string }) => language).sort()).toEqual(['en', 'ru']);
  expect(article.publishedAt).toBe('2025-05-13T13:53:00.000Z');
  expect(article.body.html).toMatch(/^<p>/);
  expect(article.body.blocks[0].type).toBe('paragraph');
  expect(article.url).toMatch(/\/arm\/post\//);
  await promised(
    request,
    '/api/articles/{language}/{slug}',
    'get',
    await request.get('/api/articles/en/test-with-every-block'),
  );
  await promised(
    request,
    '/api/articles/{language}/{slug}',
    'get',
    await request.get('/api/articles/en/test-with-odd-blocks'),
  );
});

test('views are as described', async ({ request }) => {
  await promised(request, '/api/views', 'get', await request.get('/api/views?articles=1,2,3,3,2000000000'));
  await promised(
    request,
    '/api/views',
    'post',
    await request.post('/api/views', { data: { article: 1 }, headers: { 'user-agent': 'curl/8' } }),
  );
});

test('suggestions are as described, and keep for a minute', async ({ request }) => {
  const response = await request.get('/api/search/suggest?language=ru&q=yerev');
  await promised(request, '/api/search/suggest', 'get', response);
  expect((await response.json()).suggestions).toEqual(['ереван']);
  expect(response.headers()['cache-control']).toBe('public, max-age=60');
  await promised(request, '/api/search/suggest', 'get', await request.get('/api/search/suggest?language=en&q='));
  await promised(
    request,
    '/api/search/suggest',
    'get',
    await request.get('/api/search/suggest?language=en&q=%00%22%27%3A*'),
  );
});

test('troubles are as described', async ({ request }) => {
  const article = '/api/articles/{language}/{slug}';
  const problems = [
    ['/api/articles', 'get', await request.get('/api/articles'), 400],
    ['/api/articles', 'get', await request.get('/api/articles?language=arm'), 400],
    ['/api/articles', 'get', await request.get('/api/articles?language=en&limit=0'), 400],
    ['/api/articles', 'get', await request.get('/api/articles?language=en&limit=101'), 400],
    ['/api/articles', 'get', await request.get('/api/articles?language=en&cursor=rubbish'), 400],
    ['/api/articles', 'get', await request.get('/api/articles?language=en&section=../x'), 400],
    ['/api/articles', 'get', await request.get('/api/articles?language=en&unknown=1'), 400],
    [article, 'get', await request.get('/api/articles/xx/some-story'), 400],
    [article, 'get', await request.get('/api/articles/en/Not%20A%20Slug'), 400],
    [article, 'get', await request.get('/api/articles/en/never-was'), 404],
    [article, 'get', await request.get('/api/articles/ru/test-only-in-english'), 404],
    [article, 'get', await request.get('/api/articles/en/test-taken-back'), 410],
    ['/api/search/suggest', 'get', await request.get('/api/search/suggest?q=water'), 400],
    ['/api/search/suggest', 'get', await request.get('/api/search/suggest?language=en'), 400],
    ['/api/search/suggest', 'get', await request.get('/api/search/suggest?language=arm&q=water'), 400],
    ['/api/search/suggest', 'get', await request.get(`/api/search/suggest?language=en&q=${'x'.repeat(201)}`), 400],
    ['/api/views', 'get', await request.get('/api/views'), 400],
    ['/api/views', 'get', await request.get('/api/views?articles=1,x'), 400],
    ['/api/views', 'get', await request.get('/api/views?articles=99999999999'), 400],
    [
      '/api/views',
      'get',
      await request.get(`/api/views?articles=${Array.from({ length: 101 }, (_, n) => n + 1).join()}`),
      400,
    ],
    [
      '/api/views',
      'post',
      await request.post('/api/views', { data: 'not json', headers: { 'content-type': 'application/json' } }),
      400,
    ],
    ['/api/views', 'post', await request.post('/api/views', { data: { article: 'one' } }), 400],
    ['/api/views', 'post', await request.post('/api/views', { data: { article: 1, extra: true } }), 400],
    ['/api/views', 'post', await request.post('/api/views', { data: { article: 1, x: 'x'.repeat(100_000) } }), 400],
    ['/api/views', 'post', await request.post('/api/views', { data: { article: 2_000_000_000 } }), 404],
  ] as const;
  for (const [path, method, response, status] of problems) {
    expect([response.url().slice(0, 120), response.status()]).toEqual([response.url().slice(0, 120), status]);
    expect(response.headers()['content-type']).toContain('application/problem+json');
    expect(await response.text()).not.toMatch(/ at \S+ \(|node_modules/);
    await promised(request, path, method, response);
  }
});

test('a story in other languages says where', async ({ request }) => {
  const problem = await (await request.get('/api/articles/ru/test-only-in-english')).json();
  expect(problem.translations).toMatchObject([{ language: 'en', slug: 'test-only-in-english' }]);
});

test('methods that an address does not know are refused by name', async ({ request }) => {
  for (const [address, allowed] of [
    ['/api/articles', 'GET, HEAD'],
    ['/api/articles/en/test-only-in-english', 'GET, HEAD'],
    ['/api/search/suggest', 'GET, HEAD'],
    ['/api/views', 'GET, HEAD, POST'],
  ] as const) {
    const response = await request.delete(address);
    expect([address, response.status(), response.headers().allow]).toEqual([address, 405, allowed]);
    expect(response.headers()['content-type']).toContain('application/problem+json');
  }
});

test('a report of a view is never answered with 304', async ({ request }) => {
  const response = await request.post('/api/views', {
    data: { article: 1 },
    headers: { 'if-none-match': '*', 'user-agent': 'curl/8' },
  });
  expect(response.status()).toBe(200);
});

test('a moved article redirects', async ({ request }) => {
  const response = await request.get('/api/articles/en/test-at-its-old-address', { maxRedirects: 0 });
  expect([response.status(), response.headers().location]).toEqual([308, '/api/articles/en/test-at-its-new-address']);
});

test('what has not changed is not sent again', async ({ request }) => {
  for (const address of [
    '/api/articles?language=en&limit=3',
    '/api/articles/en/test-only-in-english',
    '/api/openapi.json',
  ]) {
    const { etag } = (await request.get(address)).headers();
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    const again = await request.get(address, { headers: { 'if-none-match': String(etag) } });
    expect([again.status(), await again.text()]).toEqual([304, '']);
    expect((await request.get(address, { headers: { 'if-none-match': '"other"' } })).status()).toBe(200);
  }
});

test('an unknown route handler is a problem too', async ({ request }) => {
  for (const response of [
    await request.get('/api/nothing'),
    await request.post('/api/nothing/at/all'),
    await request.delete('/api/articles/en'),
  ]) {
    expect(response.status()).toBeGreaterThanOrEqual(404);
    expect(await response.text()).not.toMatch(/<html/);
  }
});

test('answers are kept, with the names of what they were made from', async () => {
  for (const [address, key] of [
    ['/api/articles?limit=3&section=region&language=en', 'section-region-en'],
    ['/api/articles/en/test-only-in-english', 'post-test-only-in-english'],
    ['/api/search/suggest?language=ru&q=yerev', 'latest-ru'],
  ] as const) {
    await plain(origin() + address);
    const { status, headers } = await plain(origin() + address);
    expect([address, status, headers['cache-status']]).toEqual([address, 200, 'pages; hit']);
    expect(String(headers['surrogate-key']).split(' ')).toContain(key);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  }
});

test('HEAD says what GET does, without a body', async ({ request }) => {
  const address = '/api/articles?language=en&limit=3';
  const [got, head] = [await request.get(address), await request.head(address)];
  expect(await head.text()).toBe('');
  for (const name of ['etag', 'content-type', 'cache-control', 'content-length', 'surrogate-key'])
    expect([name, head.headers()[name]]).toEqual([name, got.headers()[name]]);
  expect(got.headers()['cache-control']).toBe('no-cache');
});

test('what is made up is told so and not kept', async () => {
  for (const address of ['/api/articles/en/never-was', '/api/articles?language=en&section=never-was']) {
    for (const _ of [1, 2]) expect((await plain(origin() + address)).headers['cache-status']).toBe('pages; fwd=miss');
  }
});

test.describe('version 1', () => {
  test('answers are kept, with the names of what they were made from', async ({ request }) => {
    const { id } = await (await request.get('/api/v1/stories/en/test-only-in-english')).json();
    for (const [address, key] of [
      ['/api/v1/stories?limit=3&section=region&language=en', 'section-region-en'],
      ['/api/v1/stories?kind=article&language=en', 'topics-en'],
      ['/api/v1/stories/en/test-only-in-english', 'post-test-only-in-english'],
      [`/api/v1/stories/${id}`, `article-${id}`],
      ['/api/v1/sections?language=en', 'site'],
      ['/api/v1/tags?language=en', 'topics-en'],
      ['/api/v1/authors?language=en', 'topics-en'],
      ['/api/v1/languages', undefined],
      ['/api/v1/openapi.json', undefined],
    ] as const) {
      await plain(origin() + address);
      const { status, headers } = await plain(origin() + address);
      expect([address, status, headers['cache-status']]).toEqual([address, 200, 'pages; hit']);
      if (key) expect(String(headers['surrogate-key']).split(' ')).toContain(key);
      expect(headers['access-control-allow-origin']).toBe('*');
      const unchanged = await plain(origin() + address, { 'if-none-match': String(headers.etag) });
      expect([unchanged.status, unchanged.headers['access-control-allow-origin']]).toEqual([304, '*']);
    }
  });

  test('what is made up is told so and not kept', async () => {
    for (const address of [
      '/api/v1/stories/999999999',
      '/api/v1/stories/en/never-was',
      '/api/v1/stories?language=en&author=never-was',
      '/api/v1/stories?language=en&since=2025-05-13T12:00:00Z',
    ]) {
      for (const _ of [1, 2]) {
        const { headers } = await plain(origin() + address);
        expect([address, headers['cache-status']]).toEqual([address, 'pages; fwd=miss']);
        expect(headers['access-control-allow-origin']).toBe('*');
      }
    }
  });

  test('HEAD says what GET does, and lists lead on by Link', async ({ request }) => {
    const address = '/api/v1/stories?language=en&limit=3';
    const [got, head] = [await request.get(address), await request.head(address)];
    expect(await head.text()).toBe('');
    for (const name of ['etag', 'content-type', 'content-length', 'surrogate-key', 'link'])
      expect([name, head.headers()[name]]).toEqual([name, got.headers()[name]]);
    const [, next = ''] = /^<([^>]+)>; rel="next"$/.exec(got.headers().link ?? '') ?? [];
    const following = await (await request.get(next)).json();
    expect(following.stories).toHaveLength(3);
  });

  test('search, a preflight and a moved story are answered to pages of other sites', async ({ request }) => {
    const found = await request.get('/api/v1/search?language=en&q=water');
    expect([found.status(), found.headers()['access-control-allow-origin']]).toEqual([200, '*']);
    const asked = await request.fetch('/api/v1/stories', { method: 'OPTIONS' });
    expect([asked.status(), asked.headers()['access-control-allow-methods']]).toEqual([204, 'GET, HEAD, OPTIONS']);
    const moved = await request.get('/api/v1/stories/en/test-at-its-old-address', { maxRedirects: 0 });
    expect([moved.status(), moved.headers().location]).toEqual([308, '/api/v1/stories/en/test-at-its-new-address']);
    expect(moved.headers()['access-control-allow-origin']).toBe('*');
  });

  test('unknown parameters and methods are refused by name', async ({ request }) => {
    const unknown = await request.get('/api/v1/stories?language=en&page=2');
    expect([unknown.status(), (await unknown.json()).errors]).toEqual([
      400,
      [{ field: 'page', message: 'Unknown parameter' }],
    ]);
    const refused = await request.delete('/api/v1/stories/en/test-only-in-english');
    expect([refused.status(), refused.headers().allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});
