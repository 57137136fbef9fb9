import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { Newsroom, W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { plain } from '#e2e/plain-request';
import { createStaffMember, createStory } from '#e2e/test-data';
import {
  ADMIN,
  APPEARANCE,
  accountLinkAddress,
  DEMO,
  LANGUAGE_SETTINGS,
  MENU_SETTINGS,
  SETUP,
} from '#i18n/admin-addresses';
import { markDemo } from '#newsroom/setup/mark-demo';
import { createOwnerLink } from '#newsroom/staff/create-token-link';
import { database } from '#platform/database';
import { expect, test } from './browser-test.ts';

// A site becomes its owner's own paper: its look, its menus, its beginning, and the end of the demo.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const LANGUAGES = ['en', 'ru', 'hy'] as const;
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path fill="#00527a" d="M0 0h120v40H0z"/></svg>';
const SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#00527a" d="M0 0h9v9H0z"/></svg>';

let house: OwnServer;
let one: Web;
let other: Web;
let room: Newsroom;
const people = new Map<string, { email: string; password: string }>();
const person = (name: string) => people.get(name) ?? { email: '', password: '' };

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  house = await startOwnServer();
  await house.onStage(async () => {
    await createStory({ slugs: { en: 'demo-story', ru: 'demo-ru', hy: 'demo-hy' } });
    await database().$transaction(markDemo);
    await database().siteSettings.update({ where: { id: 1 }, data: { isSetUp: false } });
  });
  one = await house.startWeb();
  other = await house.startWeb({ DATA_DIR: `${house.folder}/other` });
  room = new Newsroom(browser, one.origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(() => house.close());

/** Waits until a page has, or has no longer, what it is to have on both machines, for a second at most. */
async function untilBoth(path: string, has: (body: string) => boolean): Promise<void> {
  const begun = performance.now();
  for (const { origin } of [one, other]) {
    while (!has((await plain(origin + path)).body.toString())) {
      expect(performance.now() - begun, path).toBeLessThan(1_500);
      await sleep(20);
    }
  }
}

const nameIn = (page: Page, language: string) => page.getByLabel(W.setup.nameIn.replace('{language}', language));

const file = (name: string, mimeType: string, content: string) => ({ name, mimeType, buffer: Buffer.from(content) });

test('the owner’s link leads to the choice of what the site begins with, which may wait', async ({ browser }) => {
  const token = await house.onStage(createOwnerLink);
  const context = await browser.newContext({ baseURL: one.origin, locale: 'en' });
  const page = await context.newPage();
  await page.goto(accountLinkAddress(String(token)));
  await page.locator('input[name=name]').fill('Olga Owner');
  await page.locator('input[name=email]').fill('owner@paper.example');
  await page.locator('input[name=password]').fill('a sentence that nobody else would think of');
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL(`**${SETUP}`);
  await expectAccessible(page);
  await page.getByRole('link', { name: W.setup.later }).click();
  await page.waitForURL(`**${ADMIN}`);
  await expect(page.getByRole('link', { name: W.setup.title })).toHaveAttribute('href', SETUP);
  await context.close();
  await house.onStage(async () => {
    for (const code of LANGUAGES) people.set(code, await createStaffMember('administrator', `Owner ${code}`, code));
    people.set('chief', await createStaffMember('chief', 'A chief'));
  });
});

test('an accent that cannot be read is refused with the nearest one, and a good one is on every page', async ({
  browser,
}) => {
  await untilBoth('/en', (body) => !body.includes('data-accent'));
  const page = await room.seat(person('en'));
  await page.goto(APPEARANCE);
  const form = page.getByRole('form', { name: W.settings.appearance.accent });
  await form.getByLabel(W.settings.appearance.light).fill('#ffcc00');
  await form.getByRole('button', { name: W.settings.save }).click();
  await expect(form.getByRole('alert')).toContainText(/#ffcc00 .* #[0-9a-f]{6}\./);
  await expect(form.getByLabel(W.settings.appearance.light)).toHaveValue('#ffcc00');
  await form.getByLabel(W.settings.appearance.light).fill('#00527a');
  await form.getByRole('button', { name: W.settings.save }).click();
  await expect(form.getByText(W.settings.saved)).toBeVisible();
  await untilBoth('/en', (body) => body.includes('--accent:#00527a'));

  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ baseURL: other.origin, colorScheme });
    const reader = await context.newPage();
    const errors: string[] = [];
    reader.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await reader.goto('/en/region');
    const colour = await reader
      .locator('nav a[aria-current]')
      .first()
      .evaluate((link) => getComputedStyle(link).color);
    if (colorScheme === 'light') expect(colour).toBe('rgb(0, 82, 122)');
    else expect(colour).not.toMatch(/rgb\((0, 82, 122|243, 138, 148)\)/);
    await expectAccessible(reader);
    expect(errors).toEqual([]);
    await context.close();
  }
  const { headers } = await plain(`${one.origin}/en`);
  expect(headers['content-security-policy']).toMatch(/style-src 'self' 'sha256-[^ ]+';/);
});

test('a hostile logo is refused; a good one is in the header, on cards, in JSON-LD and can run nothing', async () => {
  const page = await room.seat(person('en'));
  await page.goto(APPEARANCE);
  const form = page.getByRole('form', { name: W.settings.appearance.logoLight, exact: true });
  await form
    .getByLabel(W.settings.appearance.file)
    .setInputFiles(file('logo.svg', 'image/svg+xml', SVG.replace('<path', '<script>alert(1)</script><path')));
  await form.getByRole('button', { name: W.settings.appearance.upload }).click();
  await expect(form.getByRole('alert')).toContainText('<script>');
  // More than the server takes is not sent at all; without a script a page says so.
  const large = file('logo.svg', 'image/svg+xml', SVG.padEnd(4_200_000));
  await form.getByLabel(W.settings.appearance.file).setInputFiles(large);
  await form.getByRole('button', { name: W.settings.appearance.upload }).click();
  await expect(form.getByRole('alert')).toHaveText(W.forms.tooLarge.replace('{megabytes}', '4'));
  // The page that says so takes no part in the transitions between pages of the newsroom.
  room.expectErrors(/413|Transition was aborted/);
  const plainPage = await room.seat(person('chief'), { javaScriptEnabled: false });
  await plainPage.goto(APPEARANCE);
  await plainPage.locator('input[type=file]').first().setInputFiles(large);
  await plainPage.getByRole('button', { name: W.settings.appearance.upload }).first().click();
  await expect(plainPage.getByRole('heading', { name: W.tooLargePage.title })).toBeVisible();
  await form.getByLabel(W.settings.appearance.file).setInputFiles(file('logo.svg', 'image/svg+xml', SVG));
  await form.getByRole('button', { name: W.settings.appearance.upload }).click();
  await expect(form.getByText(W.settings.saved)).toBeVisible();
  await untilBoth('/en', (body) => /<img src="\/look\/logo-[0-9a-f]{16}\.svg" alt="Paper en"/.test(body));

  const body = (await plain(`${other.origin}/en`)).body.toString();
  const [path = ''] = /\/look\/logo-[0-9a-f]{16}\.svg/.exec(body) ?? [];
  const logo = await plain(other.origin + path);
  expect(logo.headers).toMatchObject({
    'content-type': 'image/svg+xml',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
  expect(logo.body.toString()).toContain('#00527a');
  expect(body).toContain(`"logo":{"@type":"ImageObject","url":"${other.origin}${path}"`);
  const [, card = ''] = /property="og:image" content="[^"]*(\/share\/[^"]+)"/.exec(body) ?? [];
  expect((await plain(other.origin + card)).headers['content-type']).toBe('image/png');
  expect((await plain(`${one.origin}/look/logo-0000000000000000.svg`)).status).toBe(404);
});

test('icons of one picture are named by pages, manifest and feeds, and stand where nobody was told', async () => {
  const before = await plain(`${one.origin}/favicon.ico`);
  expect(before.headers['content-type']).toContain('icon');
  const page = await room.seat(person('ru'));
  await page.goto(APPEARANCE);
  const form = page.locator('main form').last();
  await form.locator('input[type=file]').setInputFiles(file('icon.svg', 'image/svg+xml', SQUARE));
  await form.locator('button[value=save]').click();
  await expect(form.getByRole('status')).toContainText(/\S/);
  await untilBoth('/en', (body) => /rel="icon" href="\/look\/icon-[0-9a-f]{16}-32\.png"/.test(body));
  const manifest = JSON.parse((await plain(`${one.origin}/en/manifest.webmanifest`)).body.toString());
  for (const { src } of manifest.icons) {
    expect(src).toMatch(/^\/look\/icon-/);
    expect((await plain(one.origin + src)).headers['content-type']).toBe('image/png');
  }
  const icon = await plain(`${one.origin}/favicon.ico`);
  expect(icon.headers['content-type']).toContain('icon');
  expect(icon.body.equals(before.body)).toBe(false);
  expect((await plain(`${one.origin}/apple-touch-icon.png`)).headers['content-type']).toBe('image/png');
  expect((await plain(`${one.origin}/en/feed.xml`)).body.toString()).toMatch(/<image>\s*<url>[^<]*\/look\/icon-/);
});

LANGUAGES.forEach((code, turn) => {
  test(`its screens are accessible, in ${code}`, async () => {
    const page = await room.seat(person(code));
    await takeTurn(page, turn);
    for (const address of [SETUP, LANGUAGE_SETTINGS, APPEARANCE, MENU_SETTINGS, DEMO]) {
      await page.goto(address);
      await expectAccessible(page);
    }
  });
});

test('menus are filled, ordered and emptied, without a script too, and both machines show them within a second', async () => {
  const page = await room.seat(person('chief'), { javaScriptEnabled: false });
  await page.goto(MENU_SETTINGS);
  for (const [address, label] of [
    ['/ru/culture', ''],
    ['https://shop.example/', 'Our shop'],
  ]) {
    const form = page.getByRole('form', { name: `${W.settings.menus.header}: ${W.settings.menus.add}` });
    const field = form.getByLabel(W.settings.menus.address);
    if (!(await field.isVisible())) await page.locator('main summary').first().click();
    await field.fill(String(address));
    await form.getByLabel(W.settings.menus.label).last().fill(String(label));
    await form.getByRole('button', { name: W.settings.menus.add }).click();
    await expect(page.getByText(W.settings.saved).first()).toBeVisible();
  }
  const navOf = (body: string) => /<nav aria-label="Sections".*?<\/nav>/s.exec(body)?.[0] ?? '';
  const order = (body: string) => [...navOf(body).matchAll(/href="([^"]+)"/g)].map(([, href]) => href).join(' ');
  await untilBoth('/en', (body) => order(body) === '/en/culture https://shop.example/');
  await untilBoth('/ru', (body) => !body.includes('shop.example'));
  await page.getByRole('button', { name: W.topics.moveUp.replace('{name}', 'Our shop') }).click();
  await untilBoth('/en', (body) => order(body) === 'https://shop.example/ /en/culture');
  await page.getByRole('link', { name: W.settings.menus.editItem.replace('{name}', 'Our shop') }).click();
  await page.getByLabel(W.settings.menus.address).fill('https://shop.example/books');
  await page.getByLabel(W.settings.menus.label).last().fill('Books');
  const withScript = await room.seat(person('en'));
  await withScript.goto(page.url());
  await expectAccessible(withScript);
  await page.getByRole('button', { name: W.settings.save }).click();
  await expect(page.getByText(W.settings.saved).first()).toBeVisible();
  await untilBoth('/en', (body) => order(body) === 'https://shop.example/books /en/culture' && body.includes('Books'));
  await page.goto(MENU_SETTINGS);
  for (const name of ['Books', 'Region'])
    await page.getByRole('button', { name: W.settings.menus.removeItem.replace('{name}', name) }).click();
  await untilBoth('/en', (body) => order(body) === '/en/region /en/culture');
});

test('what a site begins with is chosen once, with the demo kept', async () => {
  const page = await room.seat(person('en'));
  await page.goto(SETUP);
  for (const [language, typed] of Object.entries({ Русский: 'Вестник', Հայերեն: 'Լրաբեր', English: 'Valley Post' }))
    await nameIn(page, language).fill(typed);
  await page.getByLabel(W.setup.sections).selectOption('sport');
  await page.getByLabel(W.settings.social).fill('http://insecure.example');
  await page.getByRole('button', { name: W.setup.save }).click();
  await expect(page.locator('main').getByRole('alert')).toContainText('http://insecure.example');
  await expect(nameIn(page, 'English')).toHaveValue('Valley Post');
  await page.getByLabel(W.settings.social).fill('https://t.me/valley');
  await page.getByRole('button', { name: W.setup.save }).click();
  await page.waitForURL(/\/admin$/);
  await expect(page.getByText(W.setup.open)).toHaveCount(0);
  await untilBoth('/en', (body) => body.includes('Valley Post') && body.includes('/en/football'));
  await untilBoth('/en', (body) => body.includes('https://t.me/valley'));
  await page.goto(SETUP);
  await page.waitForURL(/\/admin\/settings$/);
});

test('administrators remove the demo, without a script too; stories of one’s own stay', async () => {
  await house.onStage(async () => {
    await createStory({ section: 'culture', tags: [], slugs: { en: 'our-own' } });
  });
  const chief = await room.seat(person('chief'));
  room.expectErrors(/404/);
  expect((await chief.goto(DEMO))?.status()).toBe(404);

  const owner = await room.seat(person('en'), { javaScriptEnabled: false });
  await owner.goto(DEMO);
  await owner.getByLabel(W.settings.demo.confirm).check();
  await owner.getByRole('button', { name: W.settings.demo.remove }).click();
  await expect(owner.getByText(/^Demo removed: 1 story/)).toBeVisible();
  await expect(owner.getByText(W.settings.demo.none)).toBeVisible();
  await untilBoth('/en', (body) => !body.includes('demo-story') && body.includes('our-own'));
  await untilBoth('/en/culture', (body) => body.includes('our-own'));
  expect((await plain(`${one.origin}/en/post/demo-story`)).status).toBe(404);
  expect((await plain(`${other.origin}/en/region`)).status).toBe(404);
});

test('a site that begins empty and in other languages has them on both machines within seconds; no request is lost', async () => {
  await house.onStage(async () => {
    await createStory({ section: 'culture', tags: [], slugs: { en: 'of-a-demo', hy: 'of-a-demo-hy' } });
    await database().$transaction(markDemo);
    await database().siteSettings.update({ where: { id: 1 }, data: { isSetUp: false } });
  });
  await untilBoth('/arm/post/of-a-demo-hy', (body) => body.includes('of-a-demo-hy'));
  let isWatched = true;
  const statuses: number[] = [];
  const watched = (async () => {
    while (isWatched) statuses.push((await plain(`${one.origin}/en`)).status);
  })();

  const page = await room.seat(person('en'));
  await page.goto(SETUP);
  await page.getByRole('checkbox', { name: 'Հայերեն' }).uncheck();
  await page.getByRole('checkbox', { name: 'ქართული' }).check();
  await expect(nameIn(page, 'Հայերեն')).toBeHidden();
  for (const [language, typed] of Object.entries({ English: 'Valley Post', Русский: 'Вестник', ქართული: 'ხეობა' }))
    await nameIn(page, language).fill(typed);
  await page.getByRole('radio', { name: W.setup.empty }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: W.setup.save }).click();
  await page.waitForURL(/\/admin$/);
  expect((await plain(`${one.origin}/en/post/of-a-demo`)).status).toBe(404);
  for (const { origin } of [one, other]) {
    const status = async (path: string) => (await plain(origin + path)).status;
    await expect.poll(() => status('/ka'), { timeout: 40_000 }).toBe(200);
    await expect.poll(() => status('/arm'), { timeout: 40_000 }).toBe(404);
    const body = (await plain(`${origin}/en`)).body.toString();
    expect([/hreflang="ka"/i.test(body), /hreflang="hy"/i.test(body)]).toEqual([true, false]);
    expect((await plain(`${origin}/sitemap.xml`)).body.toString()).toContain('/sitemap/ka.xml');
  }
  isWatched = false;
  await watched;
  expect(new Set(statuses)).toEqual(new Set([200]));

  await page.goto(LANGUAGE_SETTINGS);
  await page.getByRole('checkbox', { name: 'ქართული' }).uncheck();
  await page.getByRole('checkbox', { name: 'Հայերեն' }).check();
  await page.getByRole('button', { name: W.settings.save }).click();
  await expect(page.getByText(W.settings.languages.saved)).toBeVisible();
  await expect.poll(async () => (await plain(`${other.origin}/arm`)).status, { timeout: 40_000 }).toBe(200);
  await expect.poll(async () => (await plain(`${other.origin}/ka`)).status, { timeout: 40_000 }).toBe(404);
});
