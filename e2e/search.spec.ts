import type { Page } from '@playwright/test';
import { expectAccessible } from '#e2e/accessible';
import { DEMO_LANGUAGES, expect, open, THEMES, test, WIDTHS, WORDS } from './browser-test.ts';

const results = (page: Page) => page.locator('.matches h3');
const options = (page: Page) => page.getByRole('listbox').getByRole('option');
const field = (page: Page) => page.getByRole('main').getByPlaceholder(/./);

const JOURNEYS = {
  en: {
    word: 'trains',
    form: /train/i,
    begun: 'yerev',
    whole: 'yerevan',
    typo: 'yerevna',
    elsewhere: 'Ереван',
    layout: 'нукумфт',
  },
  ru: {
    word: 'поезда',
    form: /поезд/i,
    begun: 'ерев',
    whole: 'ереван',
    typo: 'ереавн',
    elsewhere: 'Yerevan',
    layout: 'thtdfy',
  },
  hy: {
    word: 'գնացքը',
    form: /գնացք/i,
    begun: 'երև',
    whole: 'երևան',
    typo: 'երևնան',
    elsewhere: 'Ереван',
    layout: 'erevan',
  },
} as const;

for (const { code, path } of DEMO_LANGUAGES) {
  const t = WORDS[code].search;
  const { word, form, begun, whole, typo, elsewhere, layout } = JOURNEYS[code];

  test.describe(`in ${code}, without the script`, () => {
    test.use({ javaScriptEnabled: false });

    test('a word is found in its other forms, and marked', async ({ page }) => {
      await page.goto(`/${path}`);
      await page.getByPlaceholder(t.placeholder).first().fill(word);
      await page.getByRole('button', { name: t.submit }).first().click();
      await expect(field(page)).toHaveValue(word);
      expect(await results(page).count()).toBeGreaterThan(0);
      for (const marked of await page.locator('.matches mark').allTextContents()) expect(marked).toMatch(form);
      await expect(page.getByRole('main').getByRole('status')).toContainText(`${await results(page).count()} `);
    });

    test('a search is narrowed, ordered and taken back', async ({ page }) => {
      await page.goto(`/${path}/search?q=${encodeURIComponent(word)}`);
      const all = await results(page).count();
      await page.getByText(t.filters).click();
      await page.getByRole('combobox', { name: t.section, exact: true }).selectOption('economy');
      await page.getByRole('button', { name: t.apply }).click();
      await expect(page).toHaveURL(/[?&]section=economy/);
      await expect(page.getByRole('combobox', { name: t.section, exact: true })).toHaveValue('economy');
      expect(await results(page).count()).toBeLessThan(all);
      await page.getByRole('link', { name: t.byDate }).click();
      await expect(page).toHaveURL(/[?&]section=economy&order=date/);
      await expect(page.getByRole('link', { name: t.byDate })).toHaveAttribute('aria-current', 'true');
      await page.getByLabel(t.to, { exact: true }).fill('2001-01-01');
      await page.getByRole('button', { name: t.apply }).click();
      await expect(results(page)).toHaveCount(0);
      await expect(page).toHaveURL(/order=date/);
      await page.getByRole('main').locator('p a[href*="/search?q="]').click();
      await expect(results(page)).toHaveCount(all);
    });

    for (const typed of [typo, elsewhere, layout]) {
      test(`${typed} is understood`, async ({ page }) => {
        await page.goto(`/${path}/search?q=${encodeURIComponent(typed)}`);
        const status = page.getByRole('main').getByRole('status');
        await expect(status).toContainText(typed);
        await expect(status).toContainText(whole.slice(0, 4));
        expect(await results(page).count()).toBeGreaterThan(0);
      });
    }
  });

  test(`in ${code} suggestions are taken by keyboard`, async ({ page }) => {
    await open(page, `/${path}/search`);
    const input = field(page);
    await expect(input).toHaveRole('combobox');
    await input.pressSequentially(begun);
    const list = page.getByRole('listbox', { name: t.suggestions });
    await expect(list.getByRole('option').first()).toBeVisible();
    await expect(input).toHaveAttribute('aria-expanded', 'true');

    const first = list.getByRole('option').first();
    await input.press('ArrowDown');
    await expect(first).toHaveAttribute('aria-selected', 'true');
    await expect(input).toHaveAttribute('aria-activedescendant', String(await first.getAttribute('id')));
    await expect(input).toHaveValue(String(await first.textContent()));
    await input.press('ArrowUp');
    await expect(input).toHaveValue(begun);
    await input.press('ArrowUp');
    await expect(list.getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
    await input.press('Escape');
    await expect(list).toBeHidden();
    await expect(input).toHaveValue(begun);
    await expect(input).toHaveAttribute('aria-expanded', 'false');

    await input.press('End');
    await input.press('Backspace');
    await expect(list.getByRole('option').first()).toBeVisible();
    await input.press('ArrowDown');
    const taken = String(await list.getByRole('option').first().textContent());
    await input.press('Enter');
    await expect(page).toHaveURL((url) => url.searchParams.get('q') === taken);
    expect(await results(page).count()).toBeGreaterThan(0);
  });
}

test('a suggestion is taken by hand, in the header too', async ({ page }) => {
  await open(page, '/en');
  const input = page.getByRole('banner').getByRole('combobox');
  await input.pressSequentially('yerev');
  await options(page)
    .filter({ hasText: /^yerevan$/ })
    .click();
  await expect(page).toHaveURL('/en/search?q=yerevan');
});

/** Until the page's scripts have done what a response that has just arrived makes them do. */
const settled = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Holds the next request for suggestions; `release` lets it go on, and resolves when the browser has done with it. */
async function holdNextSuggestions(page: Page): Promise<{ held: Promise<unknown>; release(): Promise<void> }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const held = page.waitForRequest('**/api/search/suggest**');
  const done = held.then(async (request) => (await request.response())?.finished());
  await page.route(
    '**/api/search/suggest**',
    async (route) => {
      await released;
      await route.continue().catch(() => {});
    },
    { times: 1 },
  );
  return {
    held,
    async release() {
      release();
      await done;
      await settled(page);
    },
  };
}

test('suggestions that come too late are not shown', async ({ page }) => {
  await open(page, '/en/search');
  const late = await holdNextSuggestions(page);
  await field(page).pressSequentially('ya');
  await late.held;
  await field(page).fill('yerev');
  await expect(options(page)).toHaveText([/^yerevan/]);
  await late.release();
  expect(await options(page).allTextContents()).toEqual([expect.stringMatching(/^yerevan/)]);

  const later = await holdNextSuggestions(page);
  await field(page).pressSequentially('a');
  await later.held;
  // The reader has left the field.
  await page.locator('h1').click();
  await later.release();
  expect(await options(page).count()).toBe(0);
});

test('the field works without suggestions', async ({ page }) => {
  await page.route('**/api/search/suggest**', (route) => route.fulfill({ status: 200, body: 'no JSON' }));
  await open(page, '/en/search');
  const response = page.waitForResponse((answer) => answer.url().endsWith('q=yerev'));
  await field(page).pressSequentially('yerev');
  await response;
  await settled(page);
  expect(await options(page).count()).toBe(0);
  await field(page).press('Enter');
  await expect(results(page).first()).toBeVisible();
});

test('pages of results are links, and every story is on one of them', async ({ page }) => {
  await page.goto('/en/search?q=test');
  const seen: string[] = [];
  for (let on = 1; ; on++) {
    seen.push(...(await results(page).allTextContents()));
    const next = page.locator('main a[rel="next"]');
    if ((await next.count()) === 0) break;
    await next.click();
    await expect(page).toHaveURL(new RegExp(`page=${on + 1}`));
  }
  expect(new Set(seen).size).toBe(seen.length);
  await page.goto('/en/search?q=test&page=9999');
  expect(await results(page).count()).toBeGreaterThan(0);
});

test('what a story says, and what was asked, is shown as text', async ({ page }) => {
  await page.goto('/en/search?q=quotes+markup');
  await expect(page.locator('.matches .item-standfirst').first()).toContainText(
    'Markup <script>alert(1)</script> & "quotes"',
  );
  await page.goto(`/en/search?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
  await expect(page.getByRole('main').getByRole('status')).toContainText('<img src=x onerror=alert(1)>');
  await expect(page.locator('main img[src="x"]')).toHaveCount(0);
});

test('no search engine keeps a page of results', async ({ page }) => {
  for (const query of ['', '?q=water', '?q=water&page=2', '?q=zzzzzz', '?section=region']) {
    await page.goto(`/en/search${query}`);
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
  }
});

test('whatever the address asks for is answered calmly', async ({ request }) => {
  for (const query of [
    'q=',
    'q=%20',
    'q=a',
    'q=%00',
    'q=%ED%A0%80',
    'q=%FF',
    `q=${'x'.repeat(10_000)}`,
    `q=${'%22'.repeat(3_000)}`,
    "q=';DROP TABLE article;--",
    'q=%3Cscript%3Ealert(1)%3C/script%3E',
    'q=%25%5C%26%7C!()%3A*',
    'q=water&section=no-such',
    'q=water&section=../x',
    'q=water&from=2025-02-31&to=x',
    'q=water&from=2999-01-01&to=1900-01-01',
    'q=water&order=price&page=-1',
    'q=water&page=1e9',
    'q=water&page=0x10',
    'q=water&q=train&page=1&page=2',
    'q[]=water',
  ]) {
    const response = await request.get(`/en/search?${query}`);
    expect([query.slice(0, 60), response.status()]).toEqual([query.slice(0, 60), 200]);
    expect(await response.text()).not.toContain('<script>alert');
  }
});

for (const [first, theme] of THEMES.entries()) {
  for (const [second, width] of WIDTHS.entries()) {
    if ((first + second) % 2) continue;
    test(`axe finds nothing on results and suggestions, ${theme}, at ${width} px`, async ({ page }) => {
      test.slow();
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: theme });
      for (const [address, typed] of [
        ['/en/search?q=water&section=region', 'wat'],
        ['/ru/search?q=thtdfy', 'ере'],
        ['/arm/search?q=qqqq&from=2025-01-01', 'երև'],
      ] as const) {
        await open(page, address);
        await field(page).fill(typed);
        await expect(options(page).first()).toBeVisible();
        await field(page).press('ArrowDown');
        await expectAccessible(page);
      }
    });
  }
}
