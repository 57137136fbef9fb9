import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember, createStory } from '#e2e/test-data';
import { database } from '#platform/database';
import { expect, test } from './browser-test.ts';
import { Newsroom } from './newsroom.ts';

// The clock of a web machine is set, or wrong from the start; that of the database is not.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const HOUR_MS = 3_600_000;
let house: OwnServer;
let web: Web;
let folder: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = mkdtempSync(join(tmpdir(), 'news-portal-clock-'));
  house = await startOwnServer();
  setMachineClock(0);
  web = await house.startWeb({
    NODE_OPTIONS: `--import ${join(import.meta.dirname, 'shifted-clock.ts')}`,
    CLOCK_SHIFT_FILE: shiftFile(),
  });
});
test.afterAll(async () => {
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});
test.afterEach(() => jump(0));

const shiftFile = () => join(folder, 'shift');

function setMachineClock(shift: number): void {
  writeFileSync(shiftFile(), String(shift));
}

/** Sets the clock of the web machine to be so many milliseconds ahead, and waits until the web process has it so. */
async function jump(shift: number): Promise<void> {
  setMachineClock(shift);
  await expect.poll(() => readFileSync(`${shiftFile()}.taken`, 'utf8')).toBe(String(shift));
}

const status = async (path: string) => (await fetch(web.origin + path)).status;
const cacheStatus = async (path: string) => (await fetch(web.origin + path)).headers.get('cache-status');
/** It comes from the cache, and goes on doing so. */
async function expectKept(path: string): Promise<void> {
  // On a busy machine a page takes a second, and so do changes that have it made anew.
  await expect.poll(() => cacheStatus(path), { timeout: 20_000 }).toBe('pages; hit');
  await sleep(1_500);
  expect(await cacheStatus(path)).toBe('pages; hit');
}
const stateOf = (slug: string) =>
  house.onStage(async () => (await database().article.findFirstOrThrow({ where: { slug } })).state);

for (const [name, shift] of [
  ['ahead', HOUR_MS],
  ['back', -HOUR_MS],
] as const) {
  test.describe(`an hour ${name}`, () => {
    test('publishes nothing early, and everything in time', async () => {
      const early = `early-${name}`;
      const due = `due-${name}`;
      await house.onStage(async () => {
        const later = (milliseconds: number) => new Date(Date.now() + milliseconds);
        await createStory({ slugs: { en: early }, state: 'scheduled', publishedAt: later(HOUR_MS / 2) });
        await createStory({ slugs: { en: due }, state: 'scheduled', publishedAt: later(HOUR_MS / 2) });
      });
      await jump(shift);
      // The outbox is read, and what is due published, twice a second.
      await sleep(2_500);
      expect(await stateOf(early)).toBe('scheduled');
      expect(await status(`/en/post/${early}`)).toBe(404);
      await house.onStage(() => database().$executeRaw`UPDATE article SET published_at = now() WHERE slug = ${due}`);
      await expect.poll(() => status(`/en/post/${due}`), { timeout: 5_000 }).toBe(200);
      await expect.poll(async () => (await fetch(`${web.origin}/en`)).text(), { timeout: 5_000 }).toContain(due);
      expect(await stateOf(early)).toBe('scheduled');
    });

    test('keeps pages as long as ever, and changes them as soon', async () => {
      const slug = `fresh-${name}`;
      const path = `/en/post/${slug}`;
      const { articles } = await house.onStage(() => createStory({ slugs: { en: slug } }));
      await expect.poll(() => status(path)).toBe(200);
      await jump(shift);
      await expectKept(path);
      const data = { headline: `After the jump ${name}` };
      await house.onStage(() => database().article.update({ where: { id: articles.en }, data }));
      await expect
        .poll(async () => (await fetch(web.origin + path)).text(), { timeout: 5_000 })
        .toContain(data.headline);
      await expectKept(path);
      const words = () => house.onStage(() => database().$queryRaw<object[]>`SELECT id FROM search.pending`);
      await expect.poll(words, { timeout: 10_000 }).toEqual([]);
    });

    test('signs nobody out', async ({ browser }) => {
      const person = await house.onStage(() => createStaffMember('editor', `Boris ${name}`));
      const newsroom = new Newsroom(browser, web.origin);
      const before = await newsroom.seat(person);
      const sessions = () => house.onStage(() => database().session.count({ where: { userId: person.id } }));
      expect(await sessions()).toBe(1);
      await jump(shift);
      await before.goto('/admin/account');
      await expect(before).toHaveURL(/\/admin\/account$/);
      // Somebody who comes while the clock is wrong stays when it has been put right.
      const during = await newsroom.seat(person);
      await jump(0);
      for (const page of [before, during]) {
        await page.goto('/admin/account');
        await expect(page).toHaveURL(/\/admin\/account$/);
      }
      expect(await sessions()).toBe(2);
      await newsroom.closeAll();
    });
  });
}
