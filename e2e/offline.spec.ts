import type { Page } from '@playwright/test';
import { DEMO_LANGUAGES, expect, open, SEED_STORY, test, WORDS } from './browser-test.ts';

test.use({ serviceWorkers: 'allow', expected: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 410/] });

/** Until the service worker answers for the page. */
async function workerAnswers(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller))).toBe(true);
}

const kept = (page: Page) =>
  page.evaluate(async () => (await (await caches.open('stories-1')).keys()).map(({ url }) => new URL(url).pathname));

for (const { code, path } of DEMO_LANGUAGES) {
  const t = WORDS[code];

  test(`in ${code} the last read stories can be read without a connection, and say when they were kept`, async ({
    page,
    context,
  }) => {
    await open(page, SEED_STORY[code]);
    await workerAnswers(page);
    await expect.poll(() => kept(page)).toEqual([SEED_STORY[code]]);
    await expect(page.locator('.kept-note')).toHaveCount(0);
    await context.setOffline(true);
    await page.reload();
    const [before, after] = t.offline.note.split('{time}') as [string, string];
    await expect(page.locator('.kept-note')).toBeInViewport();
    await expect(page.locator('.kept-note')).toContainText(before);
    await expect(page.locator('.kept-note')).toContainText(after);
    await expect(page.locator('.kept-note')).toContainText(String(new Date().getFullYear()));
    await expect(page.locator('h1')).toBeVisible();
    // Style sheet and script are there too.
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 254, 251)');
    await expect(page.getByRole('button', { name: t.share.print })).toBeVisible();

    await page.goto(`/${path}/region`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.offline.title);
    expect(await page.locator('html').getAttribute('lang')).toBe(code);
    await expect(page.locator('.kept-stories li')).toHaveCount(1);
    // Without a pointer: a page made ready ahead by speculation rules would be one that this disconnection does not
    // reach.
    await page.locator('.kept-stories li a').evaluate((link: HTMLElement) => link.click());
    await expect(page.locator('.kept-note')).toBeVisible();

    await context.setOffline(false);
    await page.goto(`/${path}/region`);
    await expect(page.locator('#list')).toBeVisible();
    await page.goto(SEED_STORY[code]);
    await expect(page.locator('.kept-note')).toHaveCount(0);
  });
}

test('a front page is never shown as it was', async ({ page, context }) => {
  await open(page, '/en');
  await workerAnswers(page);
  await page.reload();
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(WORDS.en.offline.title);
  await expect(page.getByText(WORDS.en.offline.empty)).toBeVisible();
});

test('a kept story that has been withdrawn is forgotten', async ({ page, request }) => {
  await open(page, '/en/post/test-only-in-english');
  await workerAnswers(page);
  await expect.poll(() => kept(page)).toEqual(['/en/post/test-only-in-english']);
  await page.evaluate(async () => {
    const stories = await caches.open('stories-1');
    const story = await stories.match('/en/post/test-only-in-english');
    if (story) await stories.put('/en/post/test-taken-back', story);
  });
  expect((await request.get('/en/post/test-taken-back')).status()).toBe(410);
  await page.goto('/en/post/test-taken-back').catch(() => {});
  await expect.poll(() => kept(page)).toEqual(['/en/post/test-only-in-english']);
});

test('the reader can have everything removed, and nothing kept from then on', async ({ page }) => {
  await open(page, SEED_STORY.en);
  await workerAnswers(page);
  await expect.poll(() => kept(page)).toEqual([SEED_STORY.en]);
  await page.goto('/en/offline');
  await expect(page.locator('.kept-stories li')).toHaveCount(1);
  await page.getByRole('button', { name: WORDS.en.offline.deleteSaved }).click();
  await expect(page.getByText(WORDS.en.offline.empty)).toBeVisible();
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  // Stories are kept after a second on screen, when their views are counted too.
  const counted = page.waitForResponse('**/api/views');
  await page.goto(SEED_STORY.en);
  await counted;
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);

  // Had it been kept, it would be in front of what the reader has kept again.
  await page.goto('/en/offline');
  await page.getByRole('button', { name: WORDS.en.offline.resumeSaving }).click();
  await page.goto('/en/post/test-only-in-english');
  await expect.poll(() => kept(page)).toEqual(['/en/post/test-only-in-english']);
  await workerAnswers(page);
});

test('the worker is found at its lasting address, and asked for anew each time', async ({ request }) => {
  const response = await request.get('/service-worker.js');
  expect(response.status()).toBe(200);
  expect(response.headers()['content-type']).toMatch(/javascript/);
  expect(response.headers()['cache-control']).toContain('max-age=0');
});
