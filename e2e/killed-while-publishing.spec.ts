import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, type Page, test } from '@playwright/test';
import { Newsroom, W } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { actorFor, createStaffMember } from '#e2e/test-data';
import { createArticle } from '#newsroom/editing/create-article';
import { saveText } from '#newsroom/editing/save-text';
import { database } from '#platform/database';

test.describe.configure({ mode: 'default', timeout: 120_000 });

let house: OwnServer;
let web: Web;
let room: Newsroom;
let page: Page;

test.beforeAll(async ({ browser }) => {
  house = await startOwnServer({ quick: false });
  web = await house.startWeb();
  room = new Newsroom(browser, web.origin);
  room.expectErrors(/./);
  page = await room.seat(await house.onStage(() => createStaffMember('editor', 'Boris')));
});
test.afterAll(async () => {
  await room.closeAll();
  await house.close();
});

/** A story on the desk that has only to be published; its id. */
async function writeStory(headline: string): Promise<number> {
  return house.onStage(async () => {
    const editor = await actorFor('editor');
    const begun = await createArticle(editor, { language: 'en', section: 'region' });
    if (!begun.ok) throw new Error(begun.why);
    const text = {
      headline,
      standfirst: '',
      body: [{ type: 'paragraph' as const, text: [{ text: 'x' }] }],
      source: '',
    };
    await saveText(editor, begun.articleId, { text, base: 1, isExplicit: false });
    return begun.articleId;
  });
}

/** Presses the button, and knows that the browser has asked. */
async function publish(id: number): Promise<void> {
  const opened = () =>
    page.goto(`/admin/articles/${id}`).then(
      (response) => response?.status(),
      () => 0,
    );
  await expect.poll(opened, { timeout: 15_000 }).toBe(200);
  const asked = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith(`/articles/${id}`),
  );
  await page.getByRole('button', { name: W.editArticle.publication.publish }).click({ noWaitAfter: true });
  await asked;
}

async function stateOf(id: number) {
  return house.onStage(async () => {
    const article = await database().article.findUniqueOrThrow({
      where: { id },
      include: { workingCopy: true, revisions: { where: { kind: 'saved' } } },
    });
    const lines = await database().auditEntry.count({
      where: { resource: 'article', resourceId: String(id), event: 'article.published' },
    });
    const told = await database().outboxEntry.count({ where: { concerns: 'article', slug: article.slug } });
    return {
      out: article.state === 'published',
      isSettled: article.workingCopy?.version === article.workingCopy?.publishedVersion,
      kept: article.revisions.length,
      lines,
      told,
    };
  });
}

const OLD = { out: false, isSettled: false, kept: 0, lines: 0, told: 0 };
const NEW = { out: true, isSettled: true, kept: 1, lines: 1, told: 1 };

async function expectReaders(slug: string, status: number): Promise<void> {
  const answered = async () => (await fetch(`${web.origin}/en/post/${slug}`).catch(() => null))?.status;
  await expect.poll(answered, { timeout: 15_000 }).toBe(status);
}

/** After a kill at any moment a story is out with everything that belongs to it, or it is not out. Says which. */
async function expectOldOrNew(id: number, slug: string): Promise<boolean> {
  const state = await stateOf(id);
  expect(state).toEqual(state.out ? NEW : OLD);
  await expectReaders(slug, state.out ? 200 : 404);
  return state.out;
}

test('the web process killed at any moment of publishing', async () => {
  for (const delay of [0, 10, 30, 60]) {
    const id = await writeStory(`Web killed after ${delay}`);
    await publish(id);
    await sleep(delay);
    // The process that serves; its keeper starts another.
    execFileSync('pkill', ['-9', '-P', String(web.child.pid)]);
    await sleep(300);
    await expectOldOrNew(id, `web-killed-after-${delay}`);
  }
  const id = await writeStory('Web killed at the answer');
  await publish(id);
  await expect.poll(async () => (await stateOf(id)).out, { intervals: [5] }).toBe(true);
  execFileSync('pkill', ['-9', '-P', String(web.child.pid)]);
  expect(await expectOldOrNew(id, 'web-killed-at-the-answer')).toBe(true);
});

test('the database killed at every step of publishing', async () => {
  for (const table of ['article', 'working_copy', 'revision', 'audit_entry', 'outbox']) {
    const slug = `database-killed-at-${table.replace('_', '-')}`;
    const id = await writeStory(slug);
    // The statement stops just before its work on this table, long enough to be found there.
    await house.onStage(async () => {
      await database().$executeRawUnsafe(
        "CREATE OR REPLACE FUNCTION stop_here() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(4); " +
          "IF TG_OP = ''DELETE'' THEN RETURN OLD; END IF; RETURN NEW; END'",
      );
      await database().$executeRawUnsafe(
        `CREATE TRIGGER stop_here BEFORE INSERT OR UPDATE OR DELETE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION stop_here()`,
      );
    });
    await publish(id);
    const isThere = () =>
      house.onStage(() => database().$queryRaw<object[]>`SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'`);
    await expect.poll(async () => (await isThere()).length).toBe(1);
    await house.postgres.kill();
    await house.postgres.resume();
    await house.onStage(() => database().$executeRawUnsafe(`DROP TRIGGER stop_here ON ${table}`));
    expect([table, await expectOldOrNew(id, slug)]).toEqual([table, false]);
    // Nothing is left behind that would be in the way.
    await publish(id);
    await expectReaders(slug, 200);
    expect(await stateOf(id)).toEqual(NEW);
  }
});

test('the database killed at any moment of publishing', async () => {
  for (const delay of [0, 5, 10, 20, 40, 80]) {
    const slug = `database-killed-after-${delay}`;
    const id = await writeStory(slug);
    await publish(id);
    await sleep(delay);
    await house.postgres.kill();
    await house.postgres.resume();
    await expectOldOrNew(id, slug);
  }
});
