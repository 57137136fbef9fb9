import { buffer } from 'node:stream/consumers';
import { expectAccessible } from '#e2e/accessible';
import { Newsroom, W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import { EXPORTS, exportAddress } from '#i18n/admin-addresses';
import { database } from '#platform/database';
import { expect, test } from './browser-test.ts';

// An administrator takes everything out.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let house: OwnServer;
let web: Web;
let newsroom: Newsroom;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  await house.onStage(() => createStory({ slugs: { en: 'bridge', ru: 'most' } }));
  web = await house.startWeb();
  newsroom = new Newsroom(browser, web.origin);
});
test.afterEach(() => newsroom.closeAll());
test.afterAll(() => house.close());

test('each file is downloaded, and the activity log tells of it', async () => {
  const page = await newsroom.seat(await house.onStage(() => createStaffMember('administrator', 'Ada')));
  await page.goto(EXPORTS);
  const links = page.locator('main a[download]');
  await expect(links).toHaveCount(7);
  const begins: Record<string, string> = {
    'archive.zip': 'PK',
    'wordpress.xml': '<?xml',
    'ghost.zip': 'PK',
    'articles.csv': '\ufeffid,story,language',
    'tags.csv': '\ufeffid,key,name',
    'authors.csv': '\ufeffid,key,name',
    'activity.csv': '\ufeffid,time,person',
  };
  for (const [index, [file, begin]] of Object.entries(begins).entries()) {
    const [download] = await Promise.all([page.waitForEvent('download'), links.nth(index).click()]);
    expect(download.suggestedFilename()).toBe(file);
    expect([file, (await buffer(await download.createReadStream())).toString().startsWith(begin)]).toEqual([
      file,
      true,
    ]);
  }
  const taken = await house.onStage(() =>
    database().auditEntry.findMany({ where: { event: 'export.downloaded' }, orderBy: { id: 'asc' } }),
  );
  expect(taken.map(({ title }) => title)).toEqual(Object.keys(begins));
  await page.goto('/admin/activity');
  await expect(page.getByText('Ada · Exported activity.csv')).toBeVisible();
  expect((await page.request.get(exportAddress('people.csv'))).status()).toBe(404);
  expect((await page.request.head(exportAddress('archive.zip'))).status()).toBe(405);
});

test('nobody else takes anything', async ({ request }) => {
  expect((await request.get(web.origin + exportAddress('archive.zip'))).status()).toBe(401);
  const page = await newsroom.seat(await house.onStage(() => createStaffMember('chief', 'Cora')));
  expect((await page.request.get(exportAddress('activity.csv'))).status()).toBe(403);
  await page.goto('/admin/settings');
  await expect(page.getByRole('link', { name: W.settings.tabs.export, exact: true })).toHaveCount(0);
});

for (const language of ['en', 'ru', 'hy'] as const)
  test(`axe finds nothing in ${language}, and nothing is wider than a phone`, async () => {
    const ada = await house.onStage(() => createStaffMember('administrator', `Ada ${language}`));
    await house.onStage(() => database().staff.updateMany({ where: { email: ada.email }, data: { language } }));
    const page = await newsroom.seat(ada, { viewport: { width: 360, height: 740 } });
    await page.goto(EXPORTS);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
