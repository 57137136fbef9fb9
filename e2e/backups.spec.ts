import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { Newsroom, W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember } from '#e2e/test-data';
import { ADMIN, BACKUPS } from '#i18n/admin-addresses';
import { database } from '#platform/database';
import { expect, test } from './browser-test.ts';

// An administrator plans backups in the newsroom; one is made and restored beside at once.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const LANGUAGES = ['en', 'ru', 'hy'] as const;
const place = join(mkdtempSync(join(tmpdir(), 'news-portal-backups-')), 'portal');

let house: OwnServer;
let web: Web;
let room: Newsroom;
const people = new Map<string, { email: string; password: string }>();

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  house = await startOwnServer();
  await house.onStage(async () => {
    for (const code of LANGUAGES)
      people.set(code, await createStaffMember('administrator', `Administrator ${code}`, code));
    people.set('chief', await createStaffMember('chief', 'A chief'));
  });
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
});
test.afterEach(() => room.closeAll());
test.afterAll(async () => {
  await house.close();
  rmSync(place, { recursive: true, force: true });
});

const seat = (who: string, options = {}) => room.seat(people.get(who) ?? { email: '', password: '' }, options);

test('backups are planned without a script, and a place that cannot be is refused with what was entered', async () => {
  const page = await seat('en', { javaScriptEnabled: false });
  await page.goto(BACKUPS);
  await expect(page.getByText(W.backups.warning.none)).toBeVisible();
  await expect(page.getByText(W.backups.list.empty)).toBeVisible();
  await page.getByLabel(W.backups.place).fill('backups');
  await page.getByRole('button', { name: W.backups.begin }).click();
  await expect(page.locator('main').getByRole('alert')).toContainText('/var/backups/portal');
  await page.getByLabel(W.backups.place).fill(place);
  await page.getByRole('button', { name: W.backups.begin }).click();
  await expect(page.getByText(W.backups.saved)).toBeVisible();
  await page.goto(BACKUPS);
  await expect(page.getByLabel(W.backups.place)).toHaveValue(place);
});

test('the first one is made within a minute, restored beside, and told by the health of the portal', async () => {
  const page = await seat('en');
  const line = page.getByRole('row', { name: place });
  await expect(async () => {
    await page.goto(BACKUPS);
    await expect(line).toContainText('MB', { timeout: 500 });
    expect(await line.getByRole('cell').last().textContent()).toMatch(/\d{4}/);
  }).toPass({ timeout: 110_000 });
  await expect(async () => {
    const health = (await (await fetch(`${web.origin}/api/health`)).json()) as { backups?: object };
    expect(health.backups).toMatchObject({ state: 'well', verifiedAt: expect.any(String) });
  }).toPass({ timeout: 70_000 });
});

test('one that failed is told on the first page, to administrators alone', async () => {
  await house.onStage(() => database().backup.create({ data: { place, trouble: 'ENOSPC: no space left on device' } }));
  const page = await seat('en');
  await page.goto(ADMIN);
  await expect(page.getByText(W.backups.warning.failed)).toBeVisible();
  await page.getByRole('link', { name: W.backups.title, exact: true }).click();
  await expect(page.getByText('ENOSPC: no space left on device')).toBeVisible();
  const chief = await seat('chief');
  await chief.goto(ADMIN);
  await expect(chief.getByText(W.backups.warning.failed)).toHaveCount(0);
  room.expectErrors(/404/);
  expect((await chief.goto(BACKUPS))?.status()).toBe(404);
});

for (const [turn, code] of LANGUAGES.entries()) {
  test(`axe finds nothing on this screen in ${code}`, async () => {
    const page = await seat(code, { locale: code });
    await takeTurn(page, turn);
    await page.goto(BACKUPS);
    await expectAccessible(page);
    if (process.env.PICTURES)
      await page.screenshot({ path: `${process.env.PICTURES}/backups-${code}.png`, fullPage: true });
  });
}

test('they are stopped, and what there is stays', async () => {
  const page = await seat('en');
  await page.goto(BACKUPS);
  await page.getByRole('button', { name: W.backups.stop }).click();
  await expect(page.getByText(W.backups.warning.none)).toBeVisible();
  await expect(page.getByRole('row', { name: place }).first()).toBeVisible();
});
