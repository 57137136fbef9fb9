import { createStory } from '#e2e/test-data';
import { writeCursor } from '#newsroom/articles/cursor';
import { DEMO_LANGUAGES, expect, open, test, WORDS } from './browser-test.ts';

const LISTS = ['region', 'tag/armenia', 'author/nino-kalandadze'];

for (const { code, path } of DEMO_LANGUAGES) {
  test(`lists in ${code} go on by plain links, each page with its own address, title and description`, async ({
    page,
  }) => {
    for (const list of LISTS) {
      const seen = { stories: new Set<string>(), titles: new Set<string>(), descriptions: new Set<string>() };
      let next: string | null = `/${path}/${list}`;
      for (let n = 0; next && n < 9; n++) {
        await page.goto(next, { waitUntil: 'domcontentloaded' });
        const canonical = await page.locator('link[rel="canonical"]').getAttribute('href');
        expect(new URL(String(canonical)).pathname + new URL(String(canonical)).search).toBe(next);
        await expect(page.locator('link[rel="alternate"][hreflang]')).toHaveCount(n === 0 ? 4 : 0);
        seen.titles.add(await page.title());
        const description = page.locator('meta[name="description"]');
        if ((await description.count()) > 0) seen.descriptions.add(String(await description.getAttribute('content')));
        expect(seen.titles.size).toBe(n + 1);
        for (const href of await page
          .locator('main :is(#list, .list-opening) h3 a')
          .evaluateAll((links) => links.map((link) => String(link.getAttribute('href'))))) {
          expect([href, seen.stories.has(href)]).toEqual([href, false]);
          seen.stories.add(href);
        }
        const more = page.locator('load-more a');
        next = (await more.count()) > 0 ? await more.getAttribute('href') : null;
        if (next) await expect(more).toHaveAttribute('rel', 'next');
        if (n > 0)
          await expect(page.getByRole('link', { name: WORDS[code].list.backToNewest })).toHaveAttribute(
            'href',
            `/${path}/${list}`,
          );
      }
      expect(next).toBeNull();
    }
  });
}

test('an unreadable cursor is the first page, and says so to search engines', async ({ page }) => {
  await page.goto('/en/region?before=rubbish');
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', /\/en\/region$/);
});

test('a section opens with its first story large, on the first page alone', async ({ page }) => {
  await open(page, '/en/region');
  await expect(page.locator('.list-opening h3')).toHaveCount(1);
  await page.goto(String(await page.locator('load-more a').getAttribute('href')));
  await expect(page.locator('.list-opening')).toHaveCount(0);
});

test('an author has a face, a name and a few words', async ({ page }) => {
  await open(page, '/arm/author/nino-kalandadze');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Նինո Կալանդաձե');
  await expect(page.getByRole('img', { name: /դիմանկարը/ })).toBeVisible();
  await expect(page.locator('h1 + p')).toContainText('Թբիլիսիից');
  await open(page, '/en/author/aghakazim-guliyev');
  await expect(page.locator('header img')).toHaveCount(0);
});

test('a page that has been turned to does not shift when news come in', async ({ page }) => {
  const tell = (slug: string, day: number) =>
    createStory({ slugs: { en: slug }, tags: ['film'], publishedAt: new Date(Date.UTC(2025, 0, day)) });
  await tell('test-turning-one', 1);
  await tell('test-turning-two', 2);
  const { articles } = await tell('test-turning-three', 3);
  const shown = async () => {
    await page.goto(
      `/en/tag/film?before=${writeCursor({ publishedAt: new Date(Date.UTC(2025, 0, 3)), id: articles.en })}`,
    );
    return page.locator('#list h3').allTextContents();
  };
  expect(await shown()).toEqual(['Headline of test-turning-two', 'Headline of test-turning-one']);
  // Right in front of the page, and at the very top of the list.
  await tell('test-turning-four', 4);
  await tell('test-turning-at-the-same-moment', 3);
  await tell('test-turning-today', 20);
  expect(await shown()).toEqual(['Headline of test-turning-two', 'Headline of test-turning-one']);
});
