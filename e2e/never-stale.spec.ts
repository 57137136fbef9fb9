import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openCuttableConnection } from '#e2e/cuttable-connection';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStory } from '#e2e/test-data';
import { database } from '#platform/database';
import { expect, test } from './browser-test.ts';

// What readers are given follows the database, in every web process, whatever happens to the wires in between.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let house: OwnServer;
const text = async (web: Web, path: string) => (await fetch(web.origin + path)).text();

test.beforeAll(async () => {
  house = await startOwnServer();
});
test.afterAll(() => house.close());

/**
 * Waits until every page of every server shows a text, in all its parts; then watches that none goes back. Returns how
 * long it took, milliseconds.
 */
async function everywhere(webs: Web[], paths: string[], wanted: string, unwanted: string): Promise<number> {
  const begun = performance.now();
  const pages = webs.flatMap((web) => paths.map((path) => ({ web, path })));
  await Promise.all(
    pages.map(async ({ web, path }) => {
      for (;;) {
        const shown = await text(web, path);
        // A column may be 300 ms older than the story beside it.
        if (shown.includes(wanted) && !shown.includes(unwanted)) break;
        if (performance.now() - begun > 10_000) throw new Error(`${web.origin}${path} does not show “${wanted}”`);
        await sleep(5);
      }
    }),
  );
  const took = performance.now() - begun;
  for (let round = 0; round < 5; round++) {
    for (const { web, path } of pages) expect(await text(web, path), path).not.toContain(unwanted);
  }
  return took;
}

const PATHS = ['/en/post/well', '/en', '/en/region', '/en/feed.xml', '/feed.xml', '/en/author/anna', '/en/tag/water'];

test('a change is on every page of every process and machine, and the old text never comes back', async () => {
  const { articles } = await house.onStage(() => createStory({ slugs: { en: 'well', ru: 'kolodec' } }));
  const one = await house.startWeb({ WEB_PROCESSES: '2' });
  const other = await house.startWeb({ DATA_DIR: `${house.folder}/other` });
  for (const web of [one, other]) for (const path of [...PATHS, '/ru/post/kolodec']) await text(web, path);
  await house.onStage(async () => {
    for (let number = 1; number <= 10; number++) {
      await database().article.update({ where: { id: articles.en }, data: { headline: `Headline number ${number}.` } });
      await everywhere([one, other], PATHS, `number ${number}.`, `number ${number - 1}.`);
    }
    await database().article.update({ where: { id: articles.en }, data: { slug: 'deep-well' } });
    const month = `/sitemap/en-${new Date().toISOString().slice(0, 7)}.xml`;
    for (const path of [month, '/news-sitemap.xml', '/ru/post/kolodec']) {
      for (const web of [one, other])
        await expect.poll(() => text(web, path), { message: path }).toContain('/en/post/deep-well');
    }
    await expect
      .poll(async () => (await fetch(`${one.origin}/en/post/well`, { redirect: 'manual' })).status)
      .not.toBe(200);
    await database().article.update({ where: { id: articles.en }, data: { state: 'withdrawn' } });
    for (const web of [one, other]) {
      await expect.poll(async () => (await fetch(`${web.origin}/en/post/deep-well`)).status).toBe(410);
      await expect.poll(() => text(web, '/en')).not.toContain('deep-well');
      await expect.poll(() => text(web, '/en/feed.xml')).not.toContain('deep-well');
    }
  });
  for (const web of [one, other]) expect(await web.stop()).toBe(0);
});

test('a story is there at once where nothing was a moment ago', async () => {
  const web = await house.startWeb();
  const statuses = () =>
    Promise.all(['/en/post/news', '/en/tag/news'].map(async (path) => (await fetch(web.origin + path)).status));
  for (const _ of [1, 2]) expect(await statuses()).toEqual([404, 404]);
  await house.onStage(() => createStory({ slugs: { en: 'news' } }));
  await house.onStage(() =>
    database().tag.create({ data: { key: 'news', texts: { create: { language: 'en', name: 'News' } } } }),
  );
  expect(await statuses()).toEqual([200, 200]);
  expect(await web.stop()).toBe(0);
});

test('what is scheduled is there within a second of its time', async () => {
  const web = await house.startWeb();
  const due = new Date(Date.now() + 1_500);
  await house.onStage(() => createStory({ state: 'scheduled', publishedAt: due, slugs: { en: 'due-soon' } }));
  expect(await text(web, '/en')).not.toContain('due-soon');
  while ((await fetch(`${web.origin}/en/post/due-soon`)).status !== 200) {
    expect(Date.now() - due.getTime()).toBeLessThan(5_000);
    await sleep(20);
  }
  const late = Date.now() - due.getTime();
  expect(late).toBeGreaterThanOrEqual(-50);
  // A second, and what asking takes on a busy machine.
  expect(late).toBeLessThan(1_500);
  await expect.poll(() => text(web, '/en')).toContain('due-soon');
  await web.stop();
});

test('what is due is published once, also where a machine dies while it publishes it', async () => {
  const dying = await house.startWeb();
  const { articles } = await house.onStage(() =>
    createStory({ state: 'scheduled', publishedAt: new Date(Date.now() + 1_000), slugs: { en: 'due-and-dying' } }),
  );
  const holder = new Client({ connectionString: house.postgres.url });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM article WHERE id = $1 FOR UPDATE', [articles.en]);
  // On another connection: within a transaction PostgreSQL shows what was there at its first look.
  const isAtIt = () =>
    house.onStage(async () => {
      const waiting = await database().$queryRaw<object[]>`
        SELECT FROM pg_stat_activity
        WHERE wait_event_type = 'Lock' AND query LIKE '%WITH due AS MATERIALIZED%' AND pid <> pg_backend_pid()`;
      return waiting.length > 0;
    });
  await expect.poll(isAtIt, { timeout: 20_000 }).toBe(true);
  const web = await house.startWeb();
  for (const pid of [Number(dying.child.pid), ...dying.workers()]) process.kill(pid, 'SIGKILL');
  await holder.query('COMMIT');
  await holder.end();
  await expect
    .poll(async () => (await fetch(`${web.origin}/en/post/due-and-dying`)).status, { timeout: 20_000 })
    .toBe(200);
  // Whoever is at it still has had its turn.
  await sleep(2_500);
  const events = await house.onStage(() =>
    database().auditEntry.count({ where: { event: 'article.published', resourceId: String(articles.en) } }),
  );
  expect(events).toBe(1);
  await web.stop();
});

test('a notification that is lost with its connection loses nothing', async () => {
  const wire = await openCuttableConnection(house.postgres.url);
  const { articles } = await house.onStage(() => createStory({ slugs: { en: 'over-the-wire' } }));
  const web = await house.startWeb({ DATABASE_URL: wire.url });
  await house.onStage(async () => {
    for (const [number, trouble] of (['cut', 'sever', 'silence'] as const).entries()) {
      const headline = (when: string) => `Headline ${when} ${number}.`;
      const change = (when: string) =>
        database().article.update({ where: { id: articles.en }, data: { headline: headline(when) } });
      await change('before');
      await everywhere([web], ['/en/post/over-the-wire'], headline('before'), 'never said');
      wire[trouble]();
      await change('while');
      await sleep(300);
      wire.mend();
      await everywhere([web], ['/en/post/over-the-wire', '/en'], headline('while'), headline('before'));
    }
  });
  await web.stop();
  await wire.close();
});
