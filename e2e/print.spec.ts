import { DEMO_LANGUAGES, expect, open, origin, SEED_STORY, test } from './browser-test.ts';

for (const { code } of DEMO_LANGUAGES) {
  test(`a printed story in ${code} is the story and nothing else`, async ({ page }) => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await open(page, SEED_STORY[code]);
    await expect(page.locator('h1')).toBeVisible();
    await expect(page.locator('.story-text')).toBeVisible();
    await expect(page.locator('article figure img').first()).toBeVisible();
    for (const selector of [
      'header.no-print',
      'footer.no-print',
      'aside',
      '#column',
      '#related',
      'text-size',
      'copy-link',
      'a[rel="tag"]',
    ]) {
      await expect(page.locator(selector).first(), selector).toBeHidden();
    }
    await expect(page.locator('.print-only')).toHaveText(origin() + SEED_STORY[code]);
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await expect(page.locator('.story-text')).toHaveCSS('color', 'rgb(0, 0, 0)');
  });
}

test('links are spelled out on paper', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  await open(page, '/en/post/test-with-every-block');
  const after = await page
    .locator('.story-text a[href="https://example.org/there"]')
    .evaluate((link) => getComputedStyle(link, '::after').content);
  expect(after).toContain('https://example.org/there');
});

test('a table has all its columns on paper', async ({ page }) => {
  // What the margins leave of A4, in pixels of CSS.
  await page.setViewportSize({ width: 658, height: 990 });
  await page.emulateMedia({ media: 'print' });
  await open(page, '/en/post/test-with-every-block');
  for (const table of await page.locator('.story-text table').all()) {
    const reach = await table.evaluate((drawn) =>
      Math.max(
        ...[...drawn.querySelectorAll('th, td')].map((cell) => cell.getBoundingClientRect().left + cell.scrollWidth),
      ),
    );
    expect(reach).toBeLessThanOrEqual(658);
  }
  await expect(page.locator('.story-text .scroll').first()).toHaveCSS('overflow-x', 'visible');
});
