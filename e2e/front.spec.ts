import { gzipSync } from 'node:zlib';
import { DEMO_LANGUAGES, expect, open, test, WORDS } from './browser-test.ts';

for (const { code, path } of DEMO_LANGUAGES) {
  const t = WORDS[code];

  test(`the front page in ${code} has every part, and no story twice`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await open(page, `/${path}`);
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('.teaser-lead')).toHaveCount(1);
    await expect(page.locator('.seconds .teaser')).toHaveCount(3);
    await expect(page.locator('.latest > li')).toHaveCount(12);
    await expect(page.getByRole('region', { name: new RegExp(t.front.mostRead) }).getByRole('listitem')).toHaveCount(5);
    await expect(page.locator('#region-block a')).toHaveAttribute('href', `/${path}/region`);
    expect(await page.locator('.blocks section').count()).toBeGreaterThanOrEqual(5);
    for (const aside of await page.locator('main aside').all()) await expect(aside).toBeVisible();
    expect(await page.locator('main aside').count()).toBe(3);
    const stories = await page
      .locator('main a[href*="/post/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(stories.length).toBeGreaterThan(30);
    expect(new Set(stories).size).toBe(stories.length);
    const pictures = await page
      .locator('main img')
      .evaluateAll((images) => images.map((image) => image.getAttribute('src')?.split('/')[2]));
    expect(new Set(pictures).size).toBe(pictures.length);
  });

  test(`the lead in ${code} is plainly the lead, and the morning is seen at a glance`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await open(page, `/${path}`);
    const size = (selector: string) =>
      page.evaluate(
        (selected) => Number.parseFloat(getComputedStyle(document.querySelector(selected) as Element).fontSize),
        selector,
      );
    const lead = await size('.teaser-lead h2');
    expect(lead).toBeGreaterThan(1.8 * (await size('.seconds h2')));
    const seen = await page
      .locator('main a[href*="/post/"]')
      .evaluateAll((links) => links.filter((link) => link.getBoundingClientRect().bottom < innerHeight).length);
    expect(seen).toBeGreaterThanOrEqual(10);
    await expect(page.locator('.teaser-lead img')).toBeInViewport();
  });

  test(`a front page in ${code} weighs no more than 30 kB without fonts and pictures`, async ({ request }) => {
    const html = await (await request.get(`/${path}`)).text();
    const parts = [...html.matchAll(/(?:href|src)="([^"]+\.(?:css|js))"/g)].map(([, address]) => String(address));
    expect(parts).toHaveLength(2);
    const bodies = await Promise.all(parts.map(async (address) => (await request.get(address)).body()));
    const weight = [Buffer.from(html), ...bodies].reduce((sum, body) => sum + gzipSync(body).length, 0);
    expect(weight).toBeLessThan(30_000);
  });
}

test('sections follow in different rhythms', async ({ page }) => {
  await open(page, '/en');
  const looks = await page.locator('.blocks > section').evaluateAll((blocks) => blocks.map((block) => block.className));
  expect(new Set(looks).size).toBeGreaterThanOrEqual(4);
});
