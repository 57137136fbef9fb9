import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * On a phone with the dark theme in even turns, on a desktop with the light one in odd ones. Axe takes a second or two
 * for a page, so a page is seen once in each language, and both ways in one language or another.
 */
export async function takeTurn(page: Page, turn: number): Promise<void> {
  const [width, colorScheme] = turn % 2 ? ([1280, 'light'] as const) : ([360, 'dark'] as const);
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme });
}

/**
 * Axe finds nothing on the page as it stands, and nothing on it is wider than the window. With PICTURES=folder a
 * picture of it is left there for people to look at.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const { pathname, search } = new URL(page.url());
  const width = page.viewportSize()?.width ?? 0;
  if (process.env.PICTURES) {
    const { lang, dark } = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      dark: matchMedia('(prefers-color-scheme: dark)').matches,
    }));
    const address = (pathname + search).replaceAll(/[^\w-]+/g, '_').slice(0, 60);
    const name = `${lang}-${width}-${dark ? 'dark' : 'light'}${address}.png`;
    await page.screenshot({ path: join(process.env.PICTURES, name), fullPage: true });
  }
  // Legacy mode looks into frames of our own alone, and there are no others; the other opens a page of its own each
  // time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(RULES).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect({ pathname, width, found, wider: Math.max(0, wide - width) }).toEqual({
    pathname,
    width,
    found: [],
    wider: 0,
  });
}
