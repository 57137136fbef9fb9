import type { Page } from '@playwright/test';
import { languageName } from '#i18n/language-names';
import { DEMO_LANGUAGES, expect, open, SEED_STORY, test, WORDS } from './browser-test.ts';

test('the switch leads from each version of a story to each other', async ({ page }) => {
  for (const from of DEMO_LANGUAGES) {
    for (const to of DEMO_LANGUAGES) {
      await page.goto(SEED_STORY[from.code]);
      const entry = page
        .getByRole('navigation', { name: WORDS[from.code].languages.label })
        .locator(`a[hreflang="${to.code}"]`);
      await expect(entry).toHaveAttribute('href', SEED_STORY[to.code]);
      await expect(entry).not.toHaveAttribute('data-missing');
    }
  }
});

test('the current language is marked', async ({ page }) => {
  for (const { code } of DEMO_LANGUAGES) {
    await page.goto(SEED_STORY[code]);
    await expect(page.locator('nav a[hreflang][aria-current="page"]')).toHaveAttribute('hreflang', code);
  }
});

for (const [code, path] of [
  ['ru', 'ru'],
  ['hy', 'arm'],
] as const) {
  test(`a story that is not in ${code} says so and leads to the section with a notice`, async ({ page }) => {
    await open(page, '/en/post/test-only-in-english');
    const entry = page.getByRole('navigation', { name: 'Language' }).locator(`a[hreflang="${code}"]`);
    await expect(entry).toHaveAccessibleName(
      WORDS.en.languages.missing.replaceAll('{language}', languageName(code, 'en')),
    );
    await expect(page.getByText(/^Not yet translated:/)).toContainText(languageName(code, 'en'));
    await entry.click();
    await expect(page).toHaveURL(`/${path}/region#not-translated`);
    await expect(page.getByText(WORDS[code].languages.notTranslated)).toBeVisible();
    expect(await page.locator('#list > li').count()).toBeGreaterThan(3);
  });
}

test('the notice stays away from those who come by themselves', async ({ page }) => {
  await open(page, '/ru/region');
  await expect(page.getByText(WORDS.ru.languages.notTranslated)).toBeHidden();
});

test('search engines are told of versions that exist, by hy and not arm, and of no others', async ({ page }) => {
  await open(page, SEED_STORY.ru);
  const told = await page
    .locator('link[rel="alternate"][hreflang]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('hreflang')));
  expect(told.sort()).toEqual(['en', 'hy', 'ru', 'x-default']);
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', new RegExp(`${SEED_STORY.ru}$`));
  await open(page, '/en/post/test-only-in-english');
  await expect(page.locator('link[rel="alternate"][hreflang]')).toHaveCount(0);
});

/** Every text that a reader sees or hears on a page. */
function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement?.closest('script, style')) texts.push(walker.currentNode.textContent ?? '');
    }
    for (const element of document.body.querySelectorAll('*')) {
      for (const name of [
        'alt',
        'title',
        'aria-label',
        'placeholder',
        'data-copied',
        'data-failed',
        'data-says',
        'data-loading',
      ]) {
        texts.push(element.getAttribute(name) ?? '');
      }
    }
    return texts.map((text) => text.trim()).filter(Boolean);
  });
}

test.use({ expected: [/status of 404/] });

// Names that are written alike in every language, codes of the language switch, and marks of measure.
const NAMES = 'X \\(Twitter\\)|X|Twitter|YouTube|Instagram|Facebook|Telegram|WhatsApp|LinkedIn|App Store|Google Play';
const FEEDS = 'RSS|Atom|JSON Feed';
const ANYWHERE = new RegExp(`\\b(ru|arm|en|${NAMES}|${FEEDS}|Big Buck Bunny)\\b|A[−+]|[IVX]+\\b`, 'g');
const FOREIGN = {
  en: /\p{Script=Cyrillic}|\p{Script=Armenian}/u,
  ru: /\p{Script=Latin}|\p{Script=Armenian}/u,
  hy: /\p{Script=Latin}|\p{Script=Cyrillic}/u,
} as const;

for (const { code, path } of DEMO_LANGUAGES) {
  test(`no page in ${code} holds a word of another language`, async ({ page }) => {
    test.slow();
    const sections = await (await page.request.get(`/api/articles?language=${code}&limit=100`)).json();
    const stories = sections.articles.filter(({ slug }: { slug: string }) => !slug.startsWith('test-'));
    const paths = [
      `/${path}`,
      `/${path}/region`,
      `/${path}/search`,
      `/${path}/search?q=1`,
      `/${path}/tag/water`,
      `/${path}/author/murad-rzayev`,
      `/${path}/nothing-here`,
      ...stories.map(({ slug }: { slug: string }) => `/${path}/post/${slug}`),
    ];
    for (const address of paths) {
      await page.goto(address, { waitUntil: 'domcontentloaded' });
      const foreign = (await textsOf(page)).filter((text) =>
        FOREIGN[code].test(text.replace(ANYWHERE, '').replace(/\{\w+\}/g, '')),
      );
      // Addresses and data-* of a copied link are no words.
      expect({
        address,
        foreign: foreign.filter((text) => !text.startsWith('http') && !text.startsWith('test-')),
      }).toEqual({
        address,
        foreign: [],
      });
    }
  });
}
