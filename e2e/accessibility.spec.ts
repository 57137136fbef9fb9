import { expectAccessible } from '#e2e/accessible';
import { DEMO_LANGUAGES, expect, open, SEED_STORY, THEMES, test, WIDTHS } from './browser-test.ts';

test.use({ expected: [/status of 404/] });

for (const [first, { code, path }] of DEMO_LANGUAGES.entries()) {
  for (const [second, theme] of THEMES.entries()) {
    for (const [third, width] of WIDTHS.entries()) {
      // Every two of language, theme and width meet; half of the threes are enough for that, and axe takes a second a
      // page.
      if ((first + second + third) % 2) continue;
      test(`axe finds nothing in ${code}, ${theme}, at ${width} px`, async ({ page }) => {
        test.slow();
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme: theme });
        const paths = [
          SEED_STORY[code],
          `/${path}`,
          `/${path}/region#not-translated`,
          `/${path}/search?q=1`,
          `/${path}/nothing`,
        ];
        if (code === 'en') paths.push('/en/post/test-with-every-block');
        for (const address of paths) {
          await open(page, address);
          if (width === 360) await page.locator('summary').first().click();
          await expectAccessible(page);
        }
      });
    }
  }
}

/** Contrast of WCAG 2 between two colours written as rgb(…). */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = (colour.match(/\d+/g) ?? []).map((value) => {
      const share = Number(value) / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [bright = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dark + 0.05);
}

for (const theme of THEMES) {
  test(`text has a contrast of 7, small print of 4.5, in ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await open(page, SEED_STORY.en);
    const colour = (selector: string, property: 'color' | 'backgroundColor') =>
      page.evaluate(
        ([selector, property]) =>
          getComputedStyle(document.querySelector(selector as string) as Element)[property as 'color'],
        [selector, property] as const,
      );
    const paper = await colour('body', 'backgroundColor');
    for (const selector of ['.story-text p', 'h1', '.label'])
      expect(contrast(await colour(selector, 'color'), paper), selector).toBeGreaterThanOrEqual(7);
    for (const selector of ['figcaption', 'time', 'footer p'])
      expect(contrast(await colour(selector, 'color'), paper), selector).toBeGreaterThanOrEqual(4.5);
  });
}

test('the page can be read through by keyboard from the top', async ({ page }) => {
  await open(page, SEED_STORY.en);
  await page.keyboard.press('Tab');
  await expect(page.locator('a.skip')).toBeFocused();
  await expect(page.locator('a.skip')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});
