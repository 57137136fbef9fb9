import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible, takeTurn } from '#e2e/accessible';
import { Newsroom, W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember } from '#e2e/test-data';
import { IMPORTS, importItemsAddress } from '#i18n/admin-addresses';
import { database } from '#platform/database';
import { expect, test } from './browser-test.ts';

// An administrator moves another site in, looks at what becomes of it, and takes it out again.
test.describe.configure({ mode: 'serial', timeout: 240_000 });

let house: OwnServer;
let web: Web;
let newsroom: Newsroom;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer();
  web = await house.startWeb();
  newsroom = new Newsroom(browser, web.origin);
});
test.afterEach(() => newsroom.closeAll());
test.afterAll(() => house.close());

const T = W.import;

/** An export of WordPress with so many posts. */
function wxr(posts: number): Buffer {
  const item = (n: number) => `
    <item>
      <title>The bridge is open ${n}</title>
      <link>https://old.example/2019/03/bridge-${n}/</link>
      <dc:creator><![CDATA[bella]]></dc:creator>
      <content:encoded><![CDATA[<p>The first words of story ${n}.</p><marquee>and some in motion</marquee>]]></content:encoded>
      <excerpt:encoded><![CDATA[]]></excerpt:encoded>
      <wp:post_id>${n}</wp:post_id>
      <wp:post_date_gmt>2019-03-04 05:06:07</wp:post_date_gmt>
      <wp:post_name>bridge-${n}</wp:post_name>
      <wp:status>publish</wp:status>
      <wp:post_type>post</wp:post_type>
      <category domain="category" nicename="sport"><![CDATA[Sport]]></category>
    </item>`;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
  <channel>
    <title>Old paper</title>
    <link>https://old.example</link>
    <language>en-US</language>
    <wp:wxr_version>1.2</wp:wxr_version>
    <wp:base_site_url>https://old.example</wp:base_site_url>
    <wp:base_blog_url>https://old.example</wp:base_blog_url>
    <wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[bella]]></wp:author_login>
      <wp:author_display_name><![CDATA[Bella]]></wp:author_display_name></wp:author>
    <wp:category><wp:term_id>7</wp:term_id><wp:category_nicename><![CDATA[sport]]></wp:category_nicename>
      <wp:cat_name><![CDATA[Sport]]></wp:cat_name></wp:category>
    ${Array.from({ length: posts }, (_, n) => item(n + 1)).join('')}
  </channel>
</rss>`);
}

/** The process that works on an import, started by a web process of this one. */
function workerOf(web: number): number {
  const [found] = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => isBelow(Number(pid), web) && commandOf(Number(pid)).includes('work-on-import'));
  if (!found) throw new Error('nobody works on an import');
  return Number(found);
}

const commandOf = (pid: number) => readIn(`/proc/${pid}/cmdline`);

function isBelow(pid: number, above: number): boolean {
  for (let one = pid; one > 1; one = Number(readIn(`/proc/${one}/status`).match(/^PPid:\s+(\d+)/m)?.[1] ?? 0))
    if (one === above) return true;
  return false;
}

/** Empty for a process that has just ended. */
function readIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const fileOf = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/xml', buffer });

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto(IMPORTS);
  await page.locator('input[type=file]').setInputFiles(fileOf(name, buffer));
  await page.locator('form[action$=upload] button[type=submit]').click();
}

/** Waits until the page says so by itself. */
async function expectState(page: Page, state: string): Promise<void> {
  await expect(page.getByRole('status').locator('.state').first()).toHaveText(state, { timeout: 60_000 });
}

/** The same, and that nothing runs any more: search is prepared last. */
async function expectEnd(page: Page, state: string): Promise<void> {
  await expectState(page, state);
  await expect(page.locator('main progress')).toHaveCount(0, { timeout: 60_000 });
}

/** Buttons are there once nothing runs any more. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click({ timeout: 60_000 });
}

test('a WordPress export is planned, mapped, imported, read, redirected and undone', async () => {
  const admin = await house.onStage(() => createStaffMember('administrator', 'Ada'));
  const page = await newsroom.seat(admin);
  await upload(page, 'old-paper.xml', wxr(2));
  await page.waitForURL(/\/admin\/import\/\d+$/);
  await expectEnd(page, T.states.planned);
  await page.getByRole('combobox', { name: 'Sport', exact: true }).selectOption('section:culture');
  await press(page, T.mapping.submit);
  await expectState(page, T.states.planning);
  await expectEnd(page, T.states.planned);
  await expect(page.getByRole('combobox', { name: 'Sport', exact: true })).toHaveValue('section:culture', {
    timeout: 60_000,
  });
  await press(page, T.start.submit);
  await expectEnd(page, T.states.done);

  const reader = await page.request.get('/2019/03/bridge-1/', { maxRedirects: 0 });
  expect([reader.status(), reader.headers().location]).toEqual([301, expect.stringContaining('/en/post/bridge-1')]);
  await page.goto('/en/post/bridge-1');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The bridge is open 1');
  await page.goto('/en/culture');
  await expect(page.getByRole('link', { name: 'The bridge is open 2' }).first()).toBeVisible();

  await page.goto(IMPORTS);
  await page.getByRole('link', { name: 'old-paper.xml' }).click();
  await page.getByLabel(T.undo.confirm).check();
  await press(page, T.undo.submit);
  await expectEnd(page, T.states.undone);
  expect(await house.onStage(() => database().article.count())).toBe(0);
});

test('what is no export is refused in words, and nothing is left behind', async () => {
  const admin = await house.onStage(() => createStaffMember('administrator', 'Otto'));
  const page = await newsroom.seat(admin);
  newsroom.expectErrors(/status of 415/);
  await upload(page, 'diary.txt', Buffer.from('Dear diary'));
  await expect(page.locator('.message-trouble')).toHaveText(T.trouble['not-an-export']);
  expect(readdirSync(join(house.folder, 'imports'))).toEqual([]);
});

test('the address of a site is fetched or refused in words, and goes on later', async () => {
  const admin = await house.onStage(() => createStaffMember('administrator', 'Sita'));
  const page = await newsroom.seat(admin);
  const fetchFrom = async (address: string) => {
    await page.goto(IMPORTS);
    await page.getByLabel(T.site.address).fill(address);
    await press(page, T.site.submit);
  };
  await fetchFrom('http://127.0.0.1/feed');
  await expect(page.locator('main').getByRole('alert').filter({ hasText: '127.0.0.1' })).toBeVisible();
  await expect(page.getByLabel(T.site.address)).toHaveValue('http://127.0.0.1/feed');
  // No such host is on the internet, nor on any.
  await fetchFrom('old.example');
  await page.waitForURL(/\/admin\/import\/\d+$/);
  await expect(page.locator('.message-trouble')).toHaveText(T.trouble['site-unreachable'], { timeout: 60_000 });
  await expectState(page, T.isCutShort);
  await expect(page.getByRole('button', { name: T.continue, exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: T.site.useFetched, exact: true })).toBeVisible();
  await expectAccessible(page);
});

test('only administrators find it', async () => {
  const chief = await house.onStage(() => createStaffMember('chief', 'Carl'));
  const page = await newsroom.seat(chief);
  await page.goto('/admin/settings');
  await expect(page.getByRole('link', { name: T.title, exact: true })).toHaveCount(0);
  newsroom.expectErrors(/status of 404/);
  await page.goto(IMPORTS);
  await expect(page.locator('input[type=file]')).toHaveCount(0);
});

test('it works without a script', async () => {
  const admin = await house.onStage(() => createStaffMember('administrator', 'Nora'));
  const page = await newsroom.seat(admin, { javaScriptEnabled: false });
  await upload(page, 'diary.txt', Buffer.from('Dear diary'));
  await expect(page.locator('.message-trouble')).toHaveText(T.trouble['not-an-export']);
  await upload(page, 'without-script.xml', wxr(1));
  await page.waitForURL(/\/admin\/import\/\d+$/);
  await expectEnd(page, T.states.planned);
  await press(page, T.start.submit);
  await expectEnd(page, T.states.done);
  await page.getByLabel(T.undo.confirm).check();
  await press(page, T.undo.submit);
  await expectEnd(page, T.states.undone);
});

test('killed in the middle, it says so and goes on by itself', async () => {
  const admin = await house.onStage(() => createStaffMember('administrator', 'Kim'));
  const page = await newsroom.seat(admin);
  const posts = 3_000;
  await upload(page, 'large.xml', wxr(posts));
  await page.waitForURL(/\/admin\/import\/\d+$/);
  await expectEnd(page, T.states.planned);
  await press(page, T.start.submit);
  const made = () => house.onStage(() => database().article.count());
  await expect.poll(made, { intervals: [50], timeout: 60_000 }).toBeGreaterThan(0);
  process.kill(workerOf(web.child.pid ?? 0), 'SIGKILL');
  await expectState(page, T.isCutShort);
  expect(await made()).toBeLessThan(posts);
  await expectEnd(page, T.states.done);
  expect(await made()).toBe(posts);
});

for (const [turn, language] of (['en', 'ru', 'hy'] as const).entries())
  test(`axe finds nothing on its screens in ${language}`, async () => {
    const admin = await house.onStage(() => createStaffMember('administrator', `A ${language}`, language));
    const page = await newsroom.seat(admin);
    const { id } = await house.onStage(() => database().import.findFirstOrThrow({ where: { state: 'done' } }));
    await takeTurn(page, turn);
    await upload(page, `again-${language}.xml`, wxr(2));
    await page.waitForURL(/\/admin\/import\/\d+$/);
    const planned = page.url();
    await expect(page.locator('input[name=code]').first()).toBeAttached({ timeout: 60_000 });
    const paths = [IMPORTS, new URL(planned).pathname, `/admin/import/${id}`, importItemsAddress(id)];
    for (const path of paths) {
      await page.goto(path);
      await expectAccessible(page);
    }
    const preview = await page.locator('a[href^="/admin/preview/import/"]').first().getAttribute('href');
    await page.goto(String(preview));
    await expect(page.locator('pre')).toContainText('<p>The first words');
    await expectAccessible(page);
  });
