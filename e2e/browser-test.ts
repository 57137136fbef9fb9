import { test as base, expect, type Page } from '@playwright/test';
import en from '#messages/en.json' with { type: 'json' };
import hy from '#messages/hy.json' with { type: 'json' };
import ru from '#messages/ru.json' with { type: 'json' };
import { DEMO_LANGUAGES } from '#seed/demo-languages';

export { expect };

export const WORDS = { en, ru, hy };
export const WIDTHS = [360, 768, 1280] as const;
export const THEMES = ['light', 'dark'] as const;

/** The story of the owner's page, as the demo tells it: headlines and slugs by language. */
export const SEED_STORY = {
  en: '/en/post/russia-territory-istanbul-talks',
  ru: '/ru/post/moskva-vyneset-na-peregovory-vopros-o-territoriyah',
  hy: '/arm/post/moskvan-stambulum-kbardzratsni-taratskneri-hartsy',
} as const;

export { DEMO_LANGUAGES };

/** The site's origin in this run. */
export function origin(): string {
  return process.env.PUBLIC_URL ?? '';
}

/**
 * A page of which any error fails the test: in the console (a breach of the Content-Security-Policy and a missing file
 * show there), or thrown by a script. A test that expects one says so by `expected`.
 */
export const test = base.extend<{ expected: RegExp[] }>({
  baseURL: async ({}, use) => use(origin()),
  expected: [[], { option: true }],
  page: async ({ page, expected }, use) => {
    const errors: string[] = [];
    page.on(
      'console',
      (message) => message.type() === 'error' && errors.push(`${message.text()} ${message.location().url}`),
    );
    page.on('pageerror', (error) => errors.push(String(error)));
    await use(page);
    expect(errors.filter((error) => !expected.some((pattern) => pattern.test(error)))).toEqual([]);
  },
});

/** Opens a page and waits until its fonts are there. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.evaluate(() => document.fonts.ready);
}
