import { DEMO_LANGUAGES, expect, open, test, WORDS } from './browser-test.ts';

for (const { code, path } of DEMO_LANGUAGES) {
  const t = WORDS[code];

  test(`the archive in ${code} begins at the newest day and is walked by its calendar`, async ({ page }) => {
    await open(page, `/${path}/archive`);
    await expect(page).toHaveURL(new RegExp(`/${path}/archive/\\d{4}-\\d{2}-\\d{2}$`));
    const newest = page.url();
    await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', newest);
    const calendar = page.getByRole('navigation', { name: t.archive.calendar });
    await expect(calendar.getByRole('columnheader')).toHaveCount(7);
    await expect(calendar.locator('[aria-current="page"]')).toHaveCount(1);
    // Days without stories are no links.
    expect(await calendar.locator('td > span').count()).toBeGreaterThan(20);
    const stories = await page.locator('#list h3').allTextContents();
    await page.locator('main a[rel="prev"]').first().click();
    await expect(page).not.toHaveURL(newest);
    const others = await page.locator('#list h3').allTextContents();
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter((headline) => stories.includes(headline))).toEqual([]);
    // The demo's oldest story lies far back; the calendar goes there by months.
    for (let n = 0; n < 6 && (await calendar.getByText(t.archive.earlier).count()) > 0; n++)
      await calendar.getByText(t.archive.earlier).click();
    await expect(page).toHaveURL(new RegExp(`/${path}/archive/2025-`));
  });
}

test('a day in Baku begins and ends in Baku', async ({ page }) => {
  await open(page, '/en/archive/2025-05-13');
  await expect(page.locator('#list time').first()).toContainText('13 May 2025');
  await expect(page.locator('h1')).toHaveText('13 May 2025');
});

test.describe('days that are none', () => {
  test.use({ expected: [/status of 404/] });

  test('a day without stories says so, and has the calendar to go on with', async ({ page }) => {
    const response = await page.goto('/ru/archive/2025-04-01');
    expect(response?.status()).toBe(404);
    await expect(page.getByText(WORDS.ru.archive.empty)).toBeVisible();
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
    await expect(page.getByRole('navigation', { name: WORDS.ru.archive.calendar })).toBeVisible();
  });

  test('what is no day is not found', async ({ page }) => {
    for (const day of ['2025-02-30', '2025-13-01', 'yesterday', '0000-01-01', '99999-01-01', '%00']) {
      const response = await page.goto(`/en/archive/${day}`);
      expect([day, response?.status()]).toEqual([day, 404]);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(WORDS.en.statusPage.notFound.title);
    }
  });
});

test('search engines are told of a day in the languages that have one', async ({ page }) => {
  // February 2025 has stories of these tests alone, all of them in English.
  await open(page, '/en/archive/2025-02-03');
  await expect(page.locator('link[rel="alternate"][hreflang]')).toHaveCount(0);
  await expect(page.locator('nav a[hreflang="ru"]')).toHaveAttribute('href', '/ru/archive');
  await open(page, '/en/archive/2025-05-13');
  await expect(page.locator('link[rel="alternate"][hreflang]')).toHaveCount(4);
});
