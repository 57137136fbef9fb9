import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStory } from '#e2e/test-data';
import { database } from '#platform/database';
import { promote, startTestStandby } from '#processes/postgres/test-standby';
import { anyPort } from '#processes/supervisor/free-port';
import { expect, test } from './browser-test.ts';

// A database that follows the primary makes readers' pages, and none that lacks a change which readers may see.
test.describe.configure({ mode: 'serial', timeout: 180_000 });

let house: OwnServer;
let standby: Awaited<ReturnType<typeof startTestStandby>>;
let web: Web;
let article: number;
let metricsAddress: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  house = await startOwnServer({ quick: false });
  ({
    articles: { en: article },
  } = await house.onStage(() => createStory({ slugs: { en: 'well', ru: 'kolodec' } })));
  standby = await startTestStandby(house.postgres);
  // A save does not wait for it: it may be lost.
  await on(house.postgres.url, "ALTER SYSTEM SET synchronous_standby_names = ''");
  await on(house.postgres.url, 'SELECT pg_reload_conf()');
  const primary = new URL(house.postgres.url);
  const port = await anyPort();
  metricsAddress = `http://127.0.0.1:${port}/metrics`;
  web = await house.startWeb({
    DATABASE_URL: `${primary.protocol}//${primary.username}:${primary.password}@${primary.host},${new URL(standby.url).host}${primary.pathname}?target_session_attrs=read-write`,
    DATABASE_READ_URLS: standby.url,
    METRICS_PORT: String(port),
  });
});
test.afterAll(async () => {
  await house?.close();
  await standby?.stop();
});

async function on(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** How often pages and look-ups were read from each kind of database. */
async function readsFrom(): Promise<{ replica: number; primary: number }> {
  const metrics = await (await fetch(metricsAddress)).text();
  const of = (from: string) =>
    Number(metrics.match(new RegExp(`^portal_reads_total\\{from="${from}"\\} (\\d+)$`, 'm'))?.[1]);
  return { replica: of('replica'), primary: of('primary') };
}

const text = async (path: string) => {
  const response = await fetch(web.origin + path);
  return { status: response.status, body: await response.text() };
};
const states = async () => (await (await fetch(`${web.origin}/api/health`)).json()).replicas;
const rename = (headline: string) =>
  house.onStage(() => database().article.update({ where: { id: article }, data: { headline } }));

async function shows(paths: string[], headline: string, withinMs: number): Promise<void> {
  const begun = performance.now();
  for (const path of paths) {
    for (;;) {
      const { status, body } = await text(path);
      expect(status, path).toBe(200);
      if (body.includes(headline)) break;
      expect(performance.now() - begun, `${path} without “${headline}”`).toBeLessThan(withinMs);
      await sleep(10);
    }
  }
}

const PATHS = ['/en/post/well', '/en', '/en/region', '/en/feed.xml', '/en/author/anna'];

test('pages are made from it, and each change is on them at once', async () => {
  await expect.poll(states).toEqual({ used: 1 });
  const before = await readsFrom();
  for (let number = 1; number <= 10; number++) {
    await rename(`Headline number ${number}.`);
    await shows(PATHS, `number ${number}.`, 3_000);
    for (const path of PATHS) expect((await text(path)).body, path).not.toContain(`number ${number - 1}.`);
  }
  const after = await readsFrom();
  // Each had the change some milliseconds later, and was asked again.
  expect(after.replica - before.replica).toBeGreaterThan(after.primary - before.primary);
});

test('one that does not follow for a while is not read from, and no page has what was there before', async () => {
  await on(standby.url, 'SELECT pg_wal_replay_pause()');
  for (let number = 1; number <= 3; number++) {
    await rename(`Paused number ${number}.`);
    await shows(PATHS, `Paused number ${number}.`, 3_000);
  }
  await expect.poll(states).toEqual({ behind: 1 });
  await house.onStage(() => createStory({ slugs: { en: 'while-paused' } }));
  expect((await text('/en/post/while-paused')).status).toBe(200);
  await on(standby.url, 'SELECT pg_wal_replay_resume()');
  await expect.poll(states).toEqual({ used: 1 });
  await shows(PATHS, 'Paused number 3.', 1);
});

test('one that is gone costs no reader a page', async () => {
  await standby.kill();
  await rename('Without a replica.');
  await shows(PATHS, 'Without a replica.', 5_000);
  await house.onStage(() => createStory({ slugs: { en: 'while-gone' } }));
  expect((await text('/en/post/while-gone')).status).toBe(200);
  await expect.poll(states).toEqual({ away: 1 });
  await standby.resume();
  await expect.poll(states, { timeout: 20_000 }).toEqual({ used: 1 });
  await rename('With it again.');
  await shows(PATHS, 'With it again.', 3_000);
});

test('with the primary gone, pages that nobody has asked for yet are made from it; then it becomes the primary', async () => {
  await house.onStage(() => createStory({ slugs: { en: 'never-asked-for' } }));
  // The primary does not wait for it; here it has to have the story.
  await expect
    .poll(async () =>
      Number((await on(standby.url, "SELECT count(*) FROM article WHERE slug = 'never-asked-for'"))[0]?.count),
    )
    .toBe(1);
  await expect.poll(states).toEqual({ used: 1 });
  await sleep(1_000);
  await house.postgres.kill();
  await expect
    .poll(async () => (await (await fetch(`${web.origin}/api/health`)).json()).database)
    .not.toBe('reachable');
  await shows(['/en/post/never-asked-for', '/en/post/well'], 'well', 5_000);
  expect((await text('/en/post/there-is-none')).status).toBe(404);
  await promote(standby);
  await expect
    .poll(async () => (await (await fetch(`${web.origin}/api/health`)).json()).database, { timeout: 30_000 })
    .toBe('reachable');
  await on(standby.url, `UPDATE article SET headline = 'From the new primary.' WHERE id = ${article}`);
  await shows(PATHS, 'From the new primary.', 5_000);
});
