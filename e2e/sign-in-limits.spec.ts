import { type Browser, expect, type Page, test } from '@playwright/test';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember } from '#e2e/test-data';
import W from '#messages/newsroom/en.json' with { type: 'json' };

// Strangers who guess passwords, and the colleagues whose passwords they are.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const OFFICE = '198.51.100.7';
const HOME = '192.0.2.44';
const STRANGER = '203.0.113.5';

let house: OwnServer;
let web: Web;
let boris: { email: string; password: string };

test.beforeAll(async () => {
  test.setTimeout(120_000);
  house = await startOwnServer();
  boris = await house.onStage(() => createStaffMember('editor', 'Boris'));
  web = await house.startWeb({ TRUSTED_PROXIES: '1' });
});
test.afterAll(() => house?.close());

async function browserAt(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: web.origin, locale: 'en' });
  const page = await context.newPage();
  await moveTo(page, address);
  return page;
}

/** With a port, as some proxies write it: another one for each connection. */
const moveTo = (page: Page, address: string) =>
  page.setExtraHTTPHeaders({ 'X-Forwarded-For': `${address}:${1_024 + Math.floor(Math.random() * 60_000)}` });

async function signIn(page: Page, password: string): Promise<void> {
  await page.goto('/admin/sign-in');
  await page.getByLabel(W.signIn.email).fill(boris.email);
  await page.getByLabel(W.signIn.password).fill(password);
  await page.getByRole('button', { name: W.signIn.submit, exact: true }).click();
}

async function expectSignedIn(page: Page): Promise<void> {
  await page.waitForURL(/\/admin$/);
  await page.context().clearCookies({ name: 'desk.session_token' });
}

test('a stranger’s wrong passwords lock nobody out but the stranger', async ({ browser }) => {
  const known = await browserAt(browser, OFFICE);
  await signIn(known, boris.password);
  await expectSignedIn(known);

  const stranger = await browserAt(browser, STRANGER);
  for (let n = 0; n < 9; n++) {
    await moveTo(stranger, STRANGER);
    await signIn(stranger, `guess number ${n}`);
    await expect(stranger.locator('.message')).toHaveText(n < 8 ? W.signIn.wrong : /Too many attempts/);
  }
  await signIn(stranger, boris.password);
  await expect(stranger.locator('.message')).toHaveText(/Too many attempts/);

  const elsewhere = await browserAt(browser, HOME);
  await signIn(elsewhere, boris.password);
  await expectSignedIn(elsewhere);
  // Even in the network of the stranger, with a browser that is known.
  await moveTo(known, STRANGER);
  await signIn(known, boris.password);
  await expectSignedIn(known);
});
