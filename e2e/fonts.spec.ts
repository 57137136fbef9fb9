import type { Page } from '@playwright/test';
import { DEMO_LANGUAGES, expect, origin, SEED_STORY, test, WIDTHS } from './browser-test.ts';

// A first visit: pages stand in the system's own faces until Noto has come (app/type.css, app/fallback-fonts.css).

const FONTS = /\.woff2$/;

/**
 * By how much the heights of all pages of a language may differ, as a share: some lines of many break elsewhere. (Faces
 * that were not matched differed by up to 0.24 of text, 0.15 of headlines and of what is small, 0.11 of pages.)
 */
const AT_MOST = 0.03;

type Heights = Record<string, number>;

function add(sums: Heights, more: Heights): void {
  for (const [what, height] of Object.entries(more)) sums[what] = (sums[what] ?? 0) + height;
}

/** How high the text, the headlines, what is small and the whole page are. */
function heights(page: Page): Promise<Heights> {
  return page.evaluate(() => {
    const sum = (selector: string) =>
      [...document.querySelectorAll(selector)].reduce((all, one) => all + one.getBoundingClientRect().height, 0);
    return {
      text: sum('.story-text > p'),
      headlines: sum('main .headline'),
      small: sum('.item-standfirst, .teaser-standfirst, main .text-small'),
      page: sum('main'),
    };
  });
}

for (const { code, path } of DEMO_LANGUAGES) {
  const addresses = [SEED_STORY[code], `/${path}`, `/${path}/region`];

  test(`a first visit in ${code} fetches at most 45 kB of fonts`, async ({ browser }) => {
    for (const address of addresses) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(origin() + address);
      await page.waitForLoadState('networkidle');
      const fonts = await page.evaluate(() =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
          // For offline, the script takes those of the page from the browser's cache.
          .filter(({ name, transferSize }) => name.endsWith('.woff2') && transferSize > 0)
          .map(({ name, encodedBodySize }) => ({ name: String(name.split('/').at(-1)), encodedBodySize })),
      );
      const names = fonts.map(({ name }) => name).sort();
      const total = fonts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
      test.info().annotations.push({ type: address, description: `${total} ${names.join(' ')}` });
      expect([address, names, total <= 45_000 || total]).toEqual([address, names, true]);
      await context.close();
    }
  });

  test(`nothing moves in ${code} when fonts come two seconds late`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.route(FONTS, async (route) => {
      await new Promise((done) => setTimeout(done, 2_000));
      await route.continue();
    });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as { value: number }[]) shifts.push(entry.value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (const address of addresses) {
      const late = page.waitForResponse(FONTS);
      await page.goto(address, { waitUntil: 'domcontentloaded' });
      await late;
      await page.waitForLoadState('load');
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
      expect([address, shifts.reduce((sum, shift) => sum + shift, 0)]).toEqual([address, 0]);
    }
  });

  test.describe(() => {
    test.use({ expected: [/net::ERR_FAILED/] });

    test(`pages in ${code} are as high without Noto as with it`, async ({ page }) => {
      const noto: Heights = {};
      const system: Heights = {};
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 740 });
        for (const address of addresses) {
          // With Noto, waited for.
          await page.route(/\.css$/, async (route) => {
            const response = await route.fetch();
            const body = (await response.text()).replaceAll('font-display:optional', 'font-display:block');
            expect(body).toContain('font-display:block');
            await route.fulfill({ response, body });
          });
          const html = await (await page.goto(address))?.body();
          await page.evaluate(() => document.fonts.ready);
          add(noto, await heights(page));
          await page.unroute(/\.css$/);

          await page.route(FONTS, (route) => route.abort());
          // The same page: other journeys publish meanwhile.
          const isDocument = (url: URL) => url.pathname === address;
          await page.route(isDocument, (route) => route.fulfill({ body: html, contentType: 'text/html' }));
          await page.goto(address);
          add(system, await heights(page));
          await page.unroute(isDocument);
          await page.unroute(FONTS);
        }
      }
      for (const [what, height] of Object.entries(noto)) {
        const difference = Math.abs((system[what] ?? 0) / height - 1);
        const isClose = difference < AT_MOST;
        test
          .info()
          .annotations.push({ type: what, description: `${difference.toFixed(3)} of ${Math.round(height)} px` });
        expect([what, height > 0, isClose || difference]).toEqual([what, true, true]);
      }
    });
  });
}
