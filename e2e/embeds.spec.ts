import type { Page } from '@playwright/test';
import { FRAME_ORIGINS } from '#blocks/embed/providers';
import { DEMO_LANGUAGES, expect, open, origin, test, WORDS } from './browser-test.ts';

const STORY = {
  en: '/en/post/meteor-watchers-three-countries-compare-notes',
  ru: '/ru/post/nablyudateli-meteorov-treh-stran-sverili-zapisi',
  hy: '/arm/post/erek-erkri-asup-ditoghnery-hamematetsin-grarumnery',
};

/** Notes every request that leaves the house, and answers it with an empty page. */
async function watch(page: Page): Promise<string[]> {
  const asked: string[] = [];
  await page.route(
    (address) => address.origin !== origin(),
    (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html><title>elsewhere</title>' });
    },
  );
  return asked;
}

async function readThrough(page: Page): Promise<void> {
  for (let y = 0; y < 5_000; y += 500) {
    await page.evaluate((top) => scrollTo(0, top), y);
    await page.waitForTimeout(40);
  }
}

for (const { code } of DEMO_LANGUAGES) {
  const t = WORDS[code];

  test(`nothing is asked of anyone else before a reader of ${code} agrees, and only of that one after`, async ({
    page,
  }) => {
    const asked = await watch(page);
    await open(page, STORY[code]);
    await readThrough(page);
    expect(asked).toEqual([]);
    await expect(page.locator('iframe')).toHaveCount(0);

    const youtube = page.locator('click-to-view[data-provider="youtube"]');
    await expect(youtube.getByRole('link')).toHaveAttribute('href', /^https:\/\/www\.youtube\.com\//);
    await expect(youtube.getByText(t.embed.consent.replaceAll('{provider}', 'YouTube'))).toBeVisible();
    await youtube.getByRole('button', { name: t.embed.show }).click();
    await expect(youtube.locator('iframe')).toBeFocused();
    await expect(youtube.locator('iframe')).toHaveAttribute(
      'src',
      'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ',
    );
    await expect(youtube.locator('iframe')).toHaveAttribute('title', /./);
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    expect(asked.every((address) => address.startsWith('https://www.youtube-nocookie.com/'))).toBe(true);

    // Remembered for this provider, and for no other.
    await page.reload();
    await expect(youtube.locator('iframe')).toHaveCount(1);
    await expect(page.locator('iframe')).toHaveCount(1);
    await youtube.getByRole('button', { name: t.embed.hide.replaceAll('{provider}', 'YouTube') }).click();
    await expect(youtube.getByRole('button', { name: t.embed.show })).toBeFocused();
    await page.reload();
    await readThrough(page);
    await expect(page.locator('iframe')).toHaveCount(0);
  });
}

test('the policy lets in the providers’ frames and no others', async ({ request }) => {
  const policy = String((await request.get(STORY.en)).headers()['content-security-policy']);
  expect(/frame-src ([^;]+)/.exec(policy)?.[1]?.split(' ')).toEqual(FRAME_ORIGINS);
});

test('without a script there are title and link, and nothing that could not work', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: origin() });
  const page = await context.newPage();
  await page.goto(STORY.en);
  await expect(page.locator('.embed').getByRole('link')).toHaveCount(2);
  await expect(page.locator('.embed button:visible')).toHaveCount(0);
  await context.close();
});

test('on paper an embed is its title and its address', async ({ page }) => {
  await watch(page);
  await open(page, STORY.en);
  await page.locator('click-to-view[data-provider="telegram"]').getByRole('button').first().click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('iframe')).toBeHidden();
  await expect(page.locator('.embed-title').first()).toBeVisible();
  await expect(page.locator('.embed button:visible')).toHaveCount(0);
});
