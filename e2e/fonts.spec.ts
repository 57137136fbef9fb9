import type { Page } from '@playwright/test';
import { DEMO_LANGUAGES, expect, origin, SEED_STORY, test, WIDTHS } from './browser-test.ts';

// A first visit: pages stand in the system's own faces until Noto has come (app/type.css, app/fallback-fonts.css).

const FONTS = /\.woff2$/;

/**
 * By how much heights may differ, as a share: a few lines of many break elsewhere. (Faces that were not matched
 * differed by up to 0.24, 0.15, 0.15 and 0.11.) What is small is few lines, of which one more is much.
 */
const AT_MOST = { text: 0.03, headlines: 0.05, small: 0.09, page: 0.02 };

/** How high the text, the headlines, what is small and the whole page are. */
function heights(page: Page): Promise<Record<string, number>> {
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
          .filter(({ name }) => name.endsWith('.woff2'))
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

    test(`a page in ${code} is as high without Noto as with it`, async ({ page }) => {
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
          await page.goto(address);
          await page.evaluate(() => document.fonts.ready);
          const noto = await heights(page);
          await page.unroute(/\.css$/);

          await page.route(FONTS, (route) => route.abort());
          await page.goto(address);
          const system = await heights(page);
          await page.unroute(FONTS);
          for (const [what, height] of Object.entries(noto)) {
            if (height === 0) continue;
            const difference = Math.abs((system[what] ?? 0) / height - 1);
            const isClose = difference < AT_MOST[what as keyof typeof AT_MOST];
            expect([address, width, what, isClose || difference]).toEqual([address, width, what, true]);
          }
        }
      }
    });
  });
}
