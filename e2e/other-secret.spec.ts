import type { Page } from '@playwright/test';
import { authenticatorCode } from '#e2e/authenticator-code';
import { Newsroom, W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import { CDN_SETTINGS, WEBHOOKS } from '#i18n/admin-addresses';
import { resetTwoFactor } from '#newsroom/staff/reset-two-factor';
import { database } from '#platform/database';
import { expect, test } from './browser-test.ts';

// A database without the secret of its portal, as after a restore without it: what was encrypted cannot be read, which is
// said by name, and everything can be set up anew.
test.describe.configure({ mode: 'serial', timeout: 90_000 });

let house: OwnServer;
let web: Web;
let room: Newsroom;
let owner: { email: string; password: string };
let key = '';
let recoveryCode = '';
let before: Page;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  owner = await house.onStage(() => createStaffMember('administrator', 'The owner'));
  web = await house.startWeb({ AUTH_SECRET: 'the secret that this portal began with, forty letters' });
  room = new Newsroom(browser, web.origin);
});
test.afterAll(() => house.close());

/** Their password is right. */
async function signIn(page: Page): Promise<void> {
  await page.goto('/admin/sign-in');
  await page.locator('input[name=email]').fill(owner.email);
  await page.locator('input[name=password]').fill(owner.password);
  await page.locator('main form button[type=submit]').first().click();
}

test('somebody has a second factor, a webhook and a CDN', async () => {
  before = await room.seat(owner);
  await before.goto('/admin/account');
  const factor = before
    .locator('section')
    .filter({ has: before.getByRole('heading', { name: W.account.twoFactor.heading }) });
  await factor.getByLabel(W.account.twoFactor.password).fill(owner.password);
  await factor.getByRole('button', { name: W.account.twoFactor.showKey }).click();
  key = await factor.getByLabel(W.account.twoFactor.key).inputValue();
  await factor.getByLabel(W.account.twoFactor.code).fill(authenticatorCode(key));
  await factor.getByRole('button', { name: W.account.twoFactor.turnOn }).click();
  recoveryCode = (await factor.getByLabel(W.account.twoFactor.recoveryCodes).inputValue()).split('\n')[0] ?? '';

  await before.goto(WEBHOOKS);
  await before.getByLabel(W.webhooks.name).fill('Partner');
  await before.getByLabel(W.webhooks.url).fill('https://partner.invalid/hook');
  await before.getByRole('button', { name: W.webhooks.add }).click();
  await expect(before.locator('main textarea[readonly]')).toHaveValue(/^whsec_/);
  await before.goto(CDN_SETTINGS);
  const cdn = before.getByRole('region', { name: 'Fastly' });
  await cdn.getByLabel(W.cdn.service).fill('SU1Z0isxPaozGVKXdv0eY');
  await cdn.getByLabel(W.cdn.token).fill('token-of-this-test');
  await cdn.getByRole('button', { name: W.cdn.begin }).click();
  await expect(cdn.getByText(W.cdn.saved)).toBeVisible();
});

test('with another secret nobody is signed in, and no second factor fits, until it is reset', async ({ browser }) => {
  const cookies = await before.context().cookies();
  const { port } = new URL(web.origin);
  await web.stop();
  web = await house.startWeb({ AUTH_SECRET: 'another secret, which this portal has never had', PORT: port });

  const stale = await browser.newContext({ baseURL: web.origin });
  await stale.addCookies(cookies);
  const page = await stale.newPage();
  const statuses: number[] = [];
  page.on('response', (response) => statuses.push(response.status()));
  await page.goto('/admin');
  await expect(page).toHaveURL(/\/admin\/sign-in/);

  for (const [label, value] of [
    [W.twoFactor.code, authenticatorCode(key, 1)],
    [W.twoFactor.recoveryCode, recoveryCode],
  ] as const) {
    await signIn(page);
    await expect(page).toHaveURL(/\/admin\/two-factor/);
    await page.getByLabel(label).fill(value);
    await page.getByRole('button', { name: W.twoFactor.submit }).click();
    await expect(page.getByText(W.twoFactor.otherSecret)).toBeVisible();
  }
  // What `--reset-password EMAIL --reset-two-factor` does.
  await house.onStage(() => resetTwoFactor(owner.email));
  await signIn(page);
  await expect(page).toHaveURL('/admin');
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  await stale.close();
});

test('webhooks and CDNs say why they do nothing, and do it again with a new secret', async () => {
  const page = await room.seat(owner);
  await page.goto(WEBHOOKS);
  await page.getByRole('link', { name: 'Partner' }).click();
  await house.onStage(() => createStory({ slugs: { en: 'after-the-restore' } }));
  const line = page.getByRole('row', { name: /Headline of after-the-restore/ });
  await expect(async () => {
    await page.reload();
    await expect(line).toContainText('its secret cannot be read: AUTH_SECRET is another one', { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await page.getByRole('button', { name: W.webhooks.rotate, exact: true }).click();
  await expect(page.locator('main textarea[readonly]')).toHaveValue(/^whsec_/);
  await line.getByRole('button', { name: /^Send again/ }).click();
  // Signed again; nobody is at this address.
  await expect(async () => {
    await page.reload();
    await expect(line).toContainText(/ENOTFOUND|EAI_AGAIN/, { timeout: 500 });
  }).toPass({ timeout: 20_000 });

  await page.goto(CDN_SETTINGS);
  const cdn = page.getByRole('region', { name: 'Fastly' });
  await expect(cdn.getByText(W.cdn.trouble.secret)).toBeVisible();
  await cdn.getByLabel(W.cdn.token).fill('token-entered-anew');
  await cdn.getByRole('button', { name: W.cdn.save, exact: true }).click();
  await expect(cdn.getByText(W.cdn.saved)).toBeVisible();
  await expect(async () => {
    await page.goto(CDN_SETTINGS);
    await expect(cdn.getByText(W.cdn.trouble.failed)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await room.closeAll();
  expect(await house.onStage(() => database().destination.count())).toBe(1);
});
