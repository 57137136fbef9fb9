import { DEMO_LANGUAGES, expect, open, SEED_STORY, test, WORDS } from './browser-test.ts';

test.describe('the theme', () => {
  test('follows the system until the reader chooses, and remembers', async ({ page }) => {
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.emulateMedia({ colorScheme: 'dark' });
    await open(page, SEED_STORY.en);
    expect(await paper()).toBe('rgb(20, 23, 27)');
    await page.getByRole('radio', { name: WORDS.en.theme.light }).check({ force: true });
    expect(await paper()).toBe('rgb(255, 254, 251)');
    await page.reload();
    expect(await paper()).toBe('rgb(255, 254, 251)');
    await expect(page.getByRole('radio', { name: WORDS.en.theme.light })).toBeChecked();
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('radio', { name: WORDS.en.theme.dark }).check({ force: true });
    await page.goto('/ru');
    expect(await paper()).toBe('rgb(20, 23, 27)');
    await page.getByRole('radio', { name: WORDS.ru.theme.system }).check({ force: true });
    expect(await paper()).toBe('rgb(255, 254, 251)');
  });

  test('is there before the first paint', async ({ page }) => {
    await open(page, SEED_STORY.en);
    await page.evaluate(() => localStorage.setItem('theme', 'dark'));
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        const first = list.getEntriesByName('first-contentful-paint')[0];
        if (first)
          (window as unknown as { paintedAs: string }).paintedAs = document.documentElement.dataset.theme ?? 'none';
      }).observe({ type: 'paint', buffered: true });
      new MutationObserver((changes) => {
        const late = performance.getEntriesByName('first-contentful-paint').length > 0;
        if (late && changes.some(({ attributeName }) => attributeName === 'data-theme'))
          (window as unknown as { flashed: boolean }).flashed = true;
      }).observe(document, { attributes: true, subtree: true });
    });
    await page.reload();
    await page.waitForFunction(() => 'paintedAs' in window);
    expect(await page.evaluate(() => (window as unknown as { paintedAs: string }).paintedAs)).toBe('dark');
    expect(await page.evaluate(() => 'flashed' in window)).toBe(false);
  });

  test('that an earlier release stored as “night” is still dark', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('theme', 'night'));
    await open(page, SEED_STORY.en);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await expect(page.getByRole('radio', { name: WORDS.en.theme.dark })).toBeChecked();
  });

  test('can be worked by keyboard', async ({ page }) => {
    await open(page, SEED_STORY.en);
    await page.getByRole('radio', { name: WORDS.en.theme.system }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  });
});

test.describe('text size', () => {
  const size = (selector: string) => `parseFloat(getComputedStyle(document.querySelector('${selector}')).fontSize)`;

  test('has five steps that move the text alone, and are remembered', async ({ page }) => {
    await open(page, SEED_STORY.en);
    const text = () => page.evaluate(size('.story-text p')) as Promise<number>;
    const headline = await page.evaluate(size('h1'));
    const larger = page.getByRole('button', { name: WORDS.en.textSize.larger });
    const smaller = page.getByRole('button', { name: WORDS.en.textSize.smaller });
    const steps = [await text()];
    for (let n = 0; n < 5; n++) {
      // At the last step it is marked as disabled, and stays where it is.
      await larger.click({ force: true });
      steps.push(await text());
    }
    expect(steps[4]).toBe(steps[3]);
    for (let n = 1; n < 4; n++) expect((steps[n] as number) / (steps[n - 1] as number)).toBeGreaterThan(1.09);
    await expect(page.locator('text-size output')).toHaveText(
      WORDS.en.textSize.current.replace('{step}', '5').replace('{steps}', '5'),
    );
    await expect(larger).toHaveAttribute('aria-disabled', 'true');
    await expect(larger).toBeFocused();
    expect(await page.evaluate(size('h1'))).toBe(headline);
    await page.reload();
    expect(await text()).toBe(steps[3]);
    for (let n = 0; n < 6; n++) await smaller.click({ force: true });
    expect(await text()).toBeLessThan((steps[0] as number) * 0.9);
    await expect(smaller).toHaveAttribute('aria-disabled', 'true');
  });

  test('never makes the page wider than the screen', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, SEED_STORY.hy);
    for (let n = 0; n < 3; n++) await page.getByRole('button', { name: WORDS.hy.textSize.larger }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

for (const { code } of DEMO_LANGUAGES) {
  test(`copy link confirms in ${code} and copies the address`, async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, SEED_STORY[code]);
    await page.getByRole('button', { name: WORDS[code].share.copy }).click();
    await expect(page.locator('copy-link output')).toHaveText(WORDS[code].share.copied);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
    await expect(page.locator('copy-link output')).toBeEmpty({ timeout: 6_000 });
  });
}

test('copy link works where the clipboard API is missing', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await open(page, SEED_STORY.en);
  await page.getByRole('button', { name: WORDS.en.share.copy }).click();
  await expect(page.locator('copy-link output')).toHaveText(WORDS.en.share.copied);
});

test('the system’s share sheet is offered where there is one, and only there', async ({ page }) => {
  await open(page, SEED_STORY.en);
  await expect(page.getByRole('button', { name: WORDS.en.share.more })).toHaveCount(0);
  await page.addInitScript(() => {
    navigator.share = async (data) => {
      (window as unknown as { shared: unknown }).shared = data;
    };
  });
  await page.reload();
  await page.getByRole('button', { name: WORDS.en.share.more }).click();
  expect(await page.evaluate(() => (window as unknown as { shared: { url: string } }).shared.url)).toBe(page.url());
});

test('print calls the browser’s print', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      document.title = 'printed';
    };
  });
  await open(page, SEED_STORY.en);
  await page.getByRole('button', { name: WORDS.en.share.print }).click();
  await expect(page).toHaveTitle('printed');
});

test.describe('load more', () => {
  test('brings the next of the region into the column', async ({ page }) => {
    await open(page, SEED_STORY.ru);
    const items = page.locator('#wire > li');
    await expect(items).toHaveCount(8);
    await page.locator('load-more a').click();
    await expect(items).not.toHaveCount(8);
    const headlines = await items.locator('h3').allTextContents();
    expect(new Set(headlines).size).toBe(headlines.length);
    await expect(items.nth(8).locator('a')).toBeFocused();
    await expect(page).toHaveURL(SEED_STORY.ru);
  });

  test('goes on to the end of a section and then goes away', async ({ page }) => {
    await open(page, '/en/region');
    const more = page.locator('load-more a');
    for (let n = 0; n < 10 && (await more.count()) > 0; n++) {
      const before = await page.locator('#list > li').count();
      await more.click();
      await expect(page.locator('#list > li')).not.toHaveCount(before);
    }
    await expect(page.locator('load-more')).toHaveCount(0);
    const slugs = await page
      .locator('#list h3 a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(slugs).toContain(SEED_STORY.en);
  });

  test.describe('when the network fails', () => {
    test.use({ expected: [/ERR_FAILED|ERR_INTERNET/] });
    test('says so and can be tried again', async ({ page }) => {
      await open(page, SEED_STORY.en);
      await page.route(/before=/, (route) => route.abort());
      await page.locator('load-more a').click();
      await expect(page.locator('load-more a')).toHaveText(WORDS.en.list.loadFailed);
      await page.unroute(/before=/);
      await page.locator('load-more a').click();
      await expect(page.locator('#wire > li').nth(8)).toBeVisible();
      await expect(page.locator('load-more a')).toHaveText(WORDS.en.list.loadMore);
    });
  });
});
