import type { Page } from '@playwright/test';
import { DEMO_LANGUAGES, expect, open, test, WORDS } from './browser-test.ts';

// Section, tag, author, day, corrections, search and pages that are not there: what was asked for, and what stands
// beside it.

const PAGES = {
  section: 'region',
  tag: 'tag/water',
  author: 'author/murad-rzayev',
  day: 'archive',
  corrections: 'corrections',
  search: 'search?q=2026',
  'empty search': 'search',
  absent: 'nowhere/at-all',
  withdrawn: 'post/test-taken-back',
} as const;
const MAY_BE_ABSENT = [/Failed to load resource: the server responded with a status of (404|410)/];

/** Articles that the page's main part leads to by headline, in its order. */
const stories = (page: Page) =>
  page.locator('main :is(h2, h3).headline > a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));

for (const { code, path } of DEMO_LANGUAGES) {
  test.describe(`in ${code}`, () => {
    test.use({ expected: MAY_BE_ABSENT });

    test('a desk has a second column, and nothing stands on a page twice', async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 800 });
      for (const [kind, rest] of Object.entries(PAGES)) {
        await open(page, `/${path}/${rest}`);
        const side = page.locator('.front-side');
        const { x = 0, y = 0, width = 0 } = (await side.boundingBox()) ?? {};
        expect([kind, x > 880, y < 400, width > 280]).toEqual([kind, true, true, true]);
        await expect(side.getByRole('heading', { name: WORDS[code].front.mostRead })).toBeVisible();
        expect(await side.locator('.most-read > li').count(), kind).toBe(5);
        const all = await stories(page);
        expect(all.length, kind).toBeGreaterThan(5);
        expect([kind, all.filter((one, place) => all.indexOf(one) !== place)]).toEqual([kind, []]);
      }
    });

    test('a phone shows first what was asked for', async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      const word = WORDS[code].ads.label;
      for (const [kind, rest] of Object.entries(PAGES)) {
        await open(page, `/${path}/${rest}`);
        const topOf = async (selector: string) =>
          (await page.locator(selector).first().boundingBox())?.y ?? Number.POSITIVE_INFINITY;
        const asked = /search|absent|withdrawn/.test(kind) ? 'main input[type="search"]' : 'main h1';
        expect([kind, (await topOf(asked)) < 400]).toEqual([kind, true]);
        const ads = page.getByRole('complementary', { name: word });
        const first = (await ads.first().boundingBox())?.y ?? 0;
        // After the list, or what stands in its place; what stands beside it on a desk comes later still.
        const last = await page.locator('.list-columns > :first-child li').last().boundingBox();
        expect([kind, first > (last?.y ?? Number.POSITIVE_INFINITY) + (last?.height ?? 0)]).toEqual([kind, true]);
        expect([kind, (await topOf('.front-side')) > first]).toEqual([kind, true]);
      }
    });
  });
}

test('a list names its feeds for people too, a day and a search have none', async ({ page, request }) => {
  await open(page, '/en/tag/water');
  const feeds = page.getByRole('region', { name: WORDS.en.list.feeds });
  await expect(feeds.getByRole('link')).toHaveText(['RSS', 'Atom', 'JSON Feed']);
  for (const link of await feeds.getByRole('link').all()) {
    const address = String(await link.getAttribute('href'));
    expect(address).toMatch(/^\/en\/tag\/water\//);
    expect((await request.get(address)).headers()['content-type']).toContain(String(await link.getAttribute('type')));
  }
  for (const without of ['/en/archive', '/en/search?q=water', '/en/corrections']) {
    await open(page, without);
    await expect(page.getByRole('region', { name: WORDS.en.list.feeds })).toHaveCount(0);
  }
});

test('topics beside a list are those of its stories, but not the one that it is about', async ({ page }) => {
  await open(page, '/en/tag/water');
  const topics = page.getByRole('region', { name: WORDS.en.list.topics }).getByRole('link');
  await expect(topics.first()).toBeVisible();
  expect(await topics.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).not.toContain(
    '/en/tag/water',
  );
  const [href, name] = [await topics.first().getAttribute('href'), await topics.first().textContent()];
  await topics.first().click();
  await expect(page).toHaveURL(new RegExp(`${href}$`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(String(name));
});

test('nothing beside a list is printed', async ({ page }) => {
  await open(page, '/en/region');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.front-side')).toBeHidden();
  await expect(page.locator('.river')).toBeVisible();
});
