import { DEMO_LANGUAGES, expect, SEED_STORY, test, WORDS } from './browser-test.ts';

test.use({ javaScriptEnabled: false });

for (const { code, path } of DEMO_LANGUAGES) {
  const t = WORDS[code];

  test(`in ${code} the story reads, and nothing is shown that could not work`, async ({ page }) => {
    await page.goto(SEED_STORY[code]);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.locator('.story-text p').count()).toBeGreaterThan(4);
    await expect(page.locator('view-count')).toHaveText(/^\d+$/);
    for (const name of [t.textSize.larger, t.textSize.smaller, t.share.print, t.share.copy, t.share.more]) {
      await expect(page.getByRole('button', { name })).toHaveCount(0);
    }
    await expect(page.getByRole('group', { name: t.theme.label })).toHaveCount(0);
    await expect(page.getByRole('link', { name: t.share.telegram, exact: true }).last()).toBeVisible();
  });

  test(`in ${code} the region goes on by a plain link, and back to the newest`, async ({ page }) => {
    await page.goto(SEED_STORY[code]);
    const shown = await page.locator('#wire h3').allTextContents();
    await page.locator('load-more a').click();
    await expect(page).toHaveURL(new RegExp(`/${path}/region\\?before=`));
    const following = await page.locator('#list h3').allTextContents();
    expect(following.length).toBeGreaterThan(0);
    expect(following.filter((headline) => shown.includes(headline))).toEqual([]);
    await page.getByRole('link', { name: t.list.backToNewest }).click();
    await expect(page).toHaveURL(new RegExp(`/${path}/region$`));
  });

  test(`in ${code} the search box leads to results`, async ({ page }) => {
    const word = { en: 'train', ru: 'поезд', hy: 'գնացք' }[code];
    await page.goto(`/${path}`);
    await page.getByPlaceholder(t.search.placeholder).first().fill(word);
    await page.getByRole('button', { name: t.search.submit }).first().click();
    await expect(page).toHaveURL(new RegExp(`/${path}/search\\?q=`));
    expect(await page.locator('#content h3').count()).toBeGreaterThan(0);
  });
}

test('on a phone the menu opens', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(SEED_STORY.en);
  await expect(page.getByPlaceholder(WORDS.en.search.placeholder)).toBeHidden();
  await page.getByText(WORDS.en.site.menu, { exact: true }).click();
  await expect(page.getByPlaceholder(WORDS.en.search.placeholder)).toBeVisible();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Telegram' })).toBeVisible();
});

test('the dark theme follows the system', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(SEED_STORY.en);
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(20, 23, 27)');
});
