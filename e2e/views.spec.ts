import type { APIRequestContext } from '@playwright/test';
import { expect, open, test } from './browser-test.ts';

const BOT = 'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)';

async function articleId(request: APIRequestContext, slug: string): Promise<number> {
  return (await (await request.get(`/api/articles/en/${slug}`)).json()).id;
}

// Tests run beside each other: each here has a story to itself, which no other test opens in a browser.
test('a reader is counted once, and the page shows the new number', async ({ page, request }) => {
  const id = await articleId(request, 'test-at-its-new-address');
  const views = async () => (await (await request.get(`/api/views?articles=${id}`)).json()).views[id];
  expect(await views()).toBe(0);
  await page.setExtraHTTPHeaders({ 'x-forwarded-for': '203.0.113.5' });
  await open(page, '/en/post/test-at-its-new-address');
  await expect(page.locator('view-count')).toHaveText('1');
  expect(await views()).toBe(1);
  const answered = page.waitForResponse('**/api/views');
  await page.reload();
  expect(await (await answered).json()).toEqual({ article: id, counted: false, views: 1 });
  await page.setExtraHTTPHeaders({ 'x-forwarded-for': '203.0.113.6' });
  await page.reload();
  await expect(page.locator('view-count')).toHaveText('2');
  expect(await views()).toBe(2);
});

test('bots, prefetches and staff are not counted', async ({ request }) => {
  const id = await articleId(request, 'test-changed-since');
  const before = (await (await request.get(`/api/views?articles=${id}`)).json()).views[id];
  const own = { 'x-forwarded-for': '203.0.113.77', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };
  for (const headers of [
    { ...own, 'user-agent': BOT },
    { ...own, 'sec-purpose': 'prefetch;prerender' },
    { ...own, cookie: 'other=1; staff=1' },
  ]) {
    const response = await request.post('/api/views', { data: { article: id }, headers });
    expect(await response.json()).toEqual({ article: id, counted: false, views: before });
  }
});

test('other sites cannot report views', async ({ request }) => {
  const response = await request.post('/api/views', {
    data: { article: 1 },
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(response.status()).toBe(403);
});
