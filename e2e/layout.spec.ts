import { DEMO_LANGUAGES, expect, open, SEED_STORY, test, WIDTHS } from './browser-test.ts';

/** Every kind of page that readers have, beside the front page and stories. */
const LISTS = ['region', 'tag/water', 'author/murad-rzayev', 'archive', 'search?q=1', 'search', 'corrections', 'about'];
const TROUBLE = ['nowhere/at-all', 'post/test-taken-back'];
test.use({ expected: [/Failed to load resource: the server responded with a status of (404|410)/] });

/** Ordinary words, a name on a social network and an address, each alone on its line. */
const HANDLES = [
  '@MinistryOfForeignAffairsRepublicOfArmenia',
  'https://example.org/a-very-long-address-without-a-break',
];
const LONG_WORDS: Record<string, string[]> = {
  en: ['Counterrevolutionaries', ...HANDLES],
  ru: ['Высококвалифицированного', 'Достопримечательностей', 'Несанкционированного', ...HANDLES],
  hy: ['Պատասխանատվությունների', 'Ժողովրդավարականացման', 'Սահմանադրականության', ...HANDLES],
};

/**
 * Puts a word before the text of everything that people have written on a page; what that makes wider than the screen.
 */
function beginEverythingWith(word: string): string[] {
  const written = 'h1, h2, h3, h4, p, figcaption, blockquote, li, dd, dt';
  for (const element of document.querySelectorAll(`main :is(${written})`)) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!/\p{L}{2}/u.test(node.nodeValue ?? '')) continue;
      node.nodeValue = `${word} ${(node.nodeValue ?? '').replace(/^\S{20,} /, '')}`;
      break;
    }
  }
  const screen = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= screen) return [];
  const wide = [...document.querySelectorAll('main *, footer *')].filter(
    (one) => one.getBoundingClientRect().right > screen + 1,
  );
  return wide.map((one) => `${one.tagName} ${one.className} in ${one.parentElement?.className}`).slice(0, 8);
}

for (const { code, path } of DEMO_LANGUAGES) {
  for (const width of [320, ...WIDTHS]) {
    test(`nothing is wider than the screen in ${code} at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 740 });
      const paths = [SEED_STORY[code], `/${path}`, ...[...LISTS, ...TROUBLE].map((rest) => `/${path}/${rest}`)];
      if (code === 'en') paths.push('/en/post/test-with-every-block');
      for (const address of paths) {
        await open(page, address);
        expect([address, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([address, width]);
      }
    });
  }

  for (const width of [320, 360]) {
    test(`the longest words make no page wider than the screen in ${code} at ${width} px`, async ({ page }) => {
      test.setTimeout(90_000);
      await page.setViewportSize({ width, height: 740 });
      const paths = [SEED_STORY[code], `/${path}`, ...[...LISTS, ...TROUBLE].map((rest) => `/${path}/${rest}`)];
      if (code === 'en') paths.push('/en/post/test-with-every-block');
      for (const address of paths) {
        await page.goto(address);
        for (const word of LONG_WORDS[code] ?? []) {
          const wide = await page.evaluate(beginEverythingWith, word);
          expect([address, word, wide]).toEqual([address, word, []]);
        }
      }
    });
  }

  test(`nothing moves after it is drawn in ${code}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.addInitScript(() => {
      const shifts: { value: number; what: string }[] = [];
      (window as unknown as { shifts: typeof shifts }).shifts = shifts;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as { value: number; sources: { node?: Element }[] }[]) {
          shifts.push({ value: entry.value, what: entry.sources.map(({ node }) => node?.nodeName).join() });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (const address of [SEED_STORY[code], `/${path}`, `/${path}/region`]) {
      // The server's very first answer is slow, which is not what this measures.
      await page.request.get(address);
      await open(page, address);
      for (let y = 0; y < 4_000; y += 400) {
        await page.evaluate((top) => scrollTo(0, top), y);
        await page.waitForTimeout(40);
      }
      const shifts = await page.evaluate(
        () => (window as unknown as { shifts: { value: number; what: string }[] }).shifts,
      );
      const total = shifts.reduce((sum, { value }) => sum + value, 0);
      expect(total, JSON.stringify(shifts)).toBeLessThan(0.002);
    }
  });

  test(`a line of text in ${code} has about 70 characters on a desk`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await open(page, SEED_STORY[code]);
    const perLine = await page.evaluate(() => {
      const counts: number[] = [];
      for (const paragraph of document.querySelectorAll('.story-text > p')) {
        const range = document.createRange();
        range.selectNodeContents(paragraph);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
        // The last line is short, so it counts half.
        if (lines > 3) counts.push((paragraph.textContent?.length ?? 0) / (lines - 0.5));
      }
      return counts.reduce((sum, count) => sum + count, 0) / counts.length;
    });
    expect(perLine).toBeGreaterThan(58);
    expect(perLine).toBeLessThan(78);
  });

  test(`text in ${code} is set in its own face throughout`, async ({ page }) => {
    await open(page, SEED_STORY[code]);
    const loaded = await page.evaluate(() =>
      [...document.fonts]
        // Faces of the reader's own system are not fetched.
        .filter(({ status, family }) => status === 'loaded' && family.includes('Variable'))
        .map(({ family, unicodeRange }) => `${family} ${unicodeRange.slice(0, 8)}`),
    );
    const script = { en: 'U+41-5A', ru: 'U+301', hy: 'U+531' }[code];
    expect(loaded.filter((face) => face.includes(script)).length).toBeGreaterThanOrEqual(2);
    const others = { en: ['U+301', 'U+531'], ru: ['U+531'], hy: ['U+301'] }[code];
    expect(loaded.filter((face) => others.some((other) => face.includes(other)))).toEqual([]);
  });
}

test('controls are large enough for a thumb', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, SEED_STORY.en);
  await page.locator('summary').click();
  const small = await page
    .locator('.quiet:visible, input[type="search"]:visible, load-more a:visible')
    .evaluateAll((elements) =>
      elements
        .map((element) => ({ text: element.textContent, ...element.getBoundingClientRect().toJSON() }))
        .filter(({ width, height }) => width < 44 || height < 44),
    );
  expect(small).toEqual([]);
});

test('pictures come in new formats and have their size', async ({ page, request }) => {
  await open(page, SEED_STORY.en);
  for (const image of await page.locator('img').all()) {
    expect(Number(await image.getAttribute('width'))).toBeGreaterThan(0);
    expect(Number(await image.getAttribute('height'))).toBeGreaterThan(0);
  }
  expect(
    await page
      .locator('figure img')
      .first()
      .evaluate((image: HTMLImageElement) => image.currentSrc),
  ).toMatch(/\.avif$/);
  for (const source of await page.locator('picture').first().locator('source, img').all()) {
    for (const candidate of String(await source.getAttribute('srcset')).split(', ')) {
      const response = await request.get(String(candidate.split(' ')[0]));
      expect(response.status()).toBe(200);
      expect(response.headers()['cache-control']).toContain('immutable');
      expect(response.headers()['x-content-type-options']).toBe('nosniff');
    }
  }
});
