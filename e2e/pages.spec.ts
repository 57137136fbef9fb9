import type { APIRequestContext, Page } from '@playwright/test';
import { expectAccessible } from '#e2e/accessible';
import { DEMO_LANGUAGES, expect, open, origin, SEED_STORY, THEMES, test, WORDS } from './browser-test.ts';

// Kinds of page that the other journeys do not come by.
const KINDS = [
  'about',
  'privacy',
  'advertising',
  'contacts',
  'rules',
  'archive/2025-05-13',
  'author/nino-kalandadze',
  'tag/water',
  'offline',
  'corrections',
];
const EMBEDS = {
  en: '/en/post/meteor-watchers-three-countries-compare-notes',
  ru: '/ru/post/nablyudateli-meteorov-treh-stran-sverili-zapisi',
  hy: '/arm/post/erek-erkri-asup-ditoghnery-hamematetsin-grarumnery',
};

for (const [first, { code, path }] of DEMO_LANGUAGES.entries()) {
  const addresses = [...KINDS.map((kind) => `/${path}/${kind}`), EMBEDS[code]];

  test(`axe finds nothing on the other pages in ${code}`, async ({ page }) => {
    test.slow();
    for (const [index, address] of addresses.entries()) {
      // Each page in both themes, in one language or another.
      await page.emulateMedia({ colorScheme: THEMES[(index + first) % 2] });
      await page.setViewportSize({ width: index % 2 === 0 ? 360 : 1280, height: 800 });
      await open(page, address);
      await expectAccessible(page);
    }
  });

  test(`nothing on the other pages in ${code} is wider than the screen, and one h1 stands on each`, async ({
    page,
  }) => {
    for (const width of [320, 360, 768, 1920]) {
      await page.setViewportSize({ width, height: 740 });
      for (const address of addresses) {
        await page.goto(address);
        expect([address, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([address, width]);
        await expect(page.locator('h1')).toHaveCount(1);
      }
    }
  });

  test(`the other pages in ${code} hold no word of another language`, async ({ page }) => {
    const foreign = {
      en: /\p{Script=Cyrillic}|\p{Script=Armenian}/u,
      ru: /\p{Script=Latin}|\p{Script=Armenian}/u,
      hy: /\p{Script=Latin}|\p{Script=Cyrillic}/u,
    }[code];
    const names =
      'X|Twitter|YouTube|Instagram|Facebook|Telegram|WhatsApp|LinkedIn|App Store|Google Play|RSS|Atom|JSON Feed';
    const anywhere = new RegExp(`\\b(ru|arm|en|${names})\\b|A[−+]`, 'g');
    for (const address of addresses) {
      await page.goto(address);
      const text = await page.evaluate(() =>
        [
          ...[...document.querySelectorAll('body *:not(script)')].flatMap(({ childNodes }) =>
            [...childNodes]
              .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
              .map(({ textContent }) => textContent ?? ''),
          ),
          ...[...document.querySelectorAll('[title], [aria-label], [alt]')].flatMap((element) => [
            element.getAttribute('title') ?? '',
            element.getAttribute('aria-label') ?? '',
            element.getAttribute('alt') ?? '',
          ]),
        ].join('\n'),
      );
      const left = text.replace(anywhere, '').replace(/\{time\}|https?:\S+/g, '');
      const found = foreign.exec(left);
      expect([address, found && left.slice(found.index - 20, found.index + 20)]).toEqual([address, null]);
    }
  });

  test(`the footer in ${code} leads to the pages about the paper`, async ({ page }) => {
    await page.goto(`/${path}`);
    const links = page
      .getByRole('contentinfo')
      .getByRole('navigation', { name: WORDS[code].site.about })
      .getByRole('link');
    const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(hrefs).toEqual(
      ['about', 'contacts', 'advertising', 'privacy', 'rules', 'archive', 'corrections'].map(
        (key) => `/${path}/${key}`,
      ),
    );
    await links.first().click();
    await expect(page.locator('h1')).toBeVisible();
    await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', new RegExp(`/${path}/about$`));
    await expect(page.locator('link[rel="alternate"][hreflang]')).toHaveCount(4);
    await expect(page.locator('meta[name="description"]')).toHaveAttribute('content', /.{20}/);
  });

  test(`a story in ${code} says where it is filed and how old it is`, async ({ page }) => {
    await page.goto(SEED_STORY[code]);
    const trail = page.getByRole('navigation', { name: WORDS[code].article.breadcrumbs }).getByRole('link');
    expect(await trail.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([
      `/${path}`,
      `/${path}/region`,
    ]);
    await expect(page.locator('.age-note')).toBeVisible();
    await page.goto(EMBEDS[code]);
    await expect(page.locator('.age-note')).toHaveCount(0);
  });
}

test.describe('the door', () => {
  const door = async (request: APIRequestContext, query: string, headers: Record<string, string>) =>
    (await request.get(`/${query}`, { maxRedirects: 0, headers })).headers();

  test('remembers a language that was chosen there, before what the browser asks for', async ({ request }) => {
    const refused = await door(request, '?language=xx', { 'accept-language': 'ru' });
    expect([refused.location, refused['set-cookie']]).toEqual(['/ru', undefined]);
    const headers = await door(request, '?language=hy', { 'accept-language': 'ru' });
    expect(headers.location).toBe('/arm');
    expect(headers['set-cookie']).toMatch(/^language=hy; Path=\/; .*Max-Age=31536000/i);
    expect(headers.vary).toContain('cookie');
    expect((await door(request, '', { 'accept-language': 'ru', cookie: 'language=hy' })).location).toBe('/arm');
    expect((await door(request, '', { 'accept-language': 'ru', cookie: 'language=xx' })).location).toBe('/ru');
  });

  test('is told by the footer’s form, without a script', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: origin(), locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto('/en');
    await page.getByRole('contentinfo').getByRole('button', { name: 'Armenian' }).click();
    await expect(page).toHaveURL(/\/arm$/);
    await page.goto('/');
    await expect(page).toHaveURL(/\/arm$/);
    await context.close();
  });

  test('is told by the language switch', async ({ page, context }) => {
    await open(page, '/en');
    await page.getByRole('navigation', { name: WORDS.en.languages.label }).locator('a[hreflang="ru"]').click();
    await expect(page).toHaveURL(/\/ru$/);
    expect((await context.cookies()).map(({ name, value }) => [name, value])).toEqual([['language', 'ru']]);
    await page.goto('/');
    await expect(page).toHaveURL(/\/ru$/);
    // Nobody but the door looks at it.
    await page.goto('/en/region');
    await expect(page).toHaveURL(/\/en\/region$/);
  });
});

/** The widths of the pictures' files that a front page shows. */
async function widthsOf(page: Page): Promise<{ lead: number; others: number[] }> {
  await open(page, '/en');
  for (let y = 0; y < 5_000; y += 400) {
    await page.evaluate((top) => scrollTo(0, top), y);
    await page.waitForTimeout(30);
  }
  const widths = (
    await page
      .locator('main img')
      .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).currentSrc))
  )
    .filter(Boolean)
    .map((source) => Number(/-(\d+)\.\w+$/.exec(source)?.[1]));
  const [lead = 0, ...others] = widths;
  expect(others.length).toBeGreaterThan(8);
  return { lead, others };
}

test.describe('where data is to be saved', () => {
  test.use({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 });

  test('and only there, pictures are smaller than they are drawn', async ({ page }) => {
    expect(Math.max(...(await widthsOf(page)).others)).toBeGreaterThan(600);
  });

  test('pictures are smaller, and none is fetched twice', async ({ page }) => {
    const fetched: string[] = [];
    page.on('request', (request) => {
      const picture = /\/media\/(\w+)/.exec(request.url())?.[1];
      if (picture) fetched.push(picture);
    });
    await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
    expect(Math.max(...(await widthsOf(page)).others)).toBeLessThanOrEqual(320);
    expect(new Set(fetched).size).toBe(fetched.length);
  });

  test('the picture that a page opens with is too, once the service worker is there', async ({ browser }) => {
    const context = await browser.newContext({
      baseURL: origin(),
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: 2,
      serviceWorkers: 'allow',
    });
    const page = await context.newPage();
    const coming = context.waitForEvent('serviceworker');
    await open(page, '/en');
    const worker = await coming;
    await expect.poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller))).toBe(true);
    await worker.evaluate(
      () => void Object.defineProperty(navigator, 'connection', { value: { effectiveType: '3g' } }),
    );
    await page.reload();
    const lead = page.locator('.teaser-lead img');
    // Drawn 640 pixels wide on a screen of double density, and 480 in its file.
    const natural = (image: HTMLImageElement) => createImageBitmap(image).then(({ width }) => width);
    await expect.poll(() => lead.evaluate((image: HTMLImageElement) => image.complete)).toBe(true);
    expect(await lead.evaluate(natural)).toBe(480);
    await context.close();
  });
});

test.describe('on paper', () => {
  for (const address of ['/en', '/ru/region', '/arm/archive/2025-05-13', '/en/about', '/en/author/nino-kalandadze']) {
    test(`${address} is news and nothing to click on`, async ({ page }) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      await open(page, address);
      for (const selector of ['header.no-print', 'footer', 'aside', 'load-more', '.calendar', 'button', 'form']) {
        expect([selector, await page.locator(`${selector}:visible`).count()]).toEqual([selector, 0]);
      }
      await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
      expect(await page.locator('main :is(h1, h2, h3):visible').count()).toBeGreaterThan(0);
    });
  }
});

test('the speculation rules are rules, for our pages alone', async ({ request }) => {
  const { readFileSync } = await import('node:fs');
  const { speculationRules } = JSON.parse(readFileSync('generated/assets.json', 'utf8'));
  const response = await request.get(speculationRules);
  expect(response.status()).toBe(200);
  const { prerender } = await response.json();
  expect(prerender[0].where.and[0].href_matches).toContain('/arm/*');
});
