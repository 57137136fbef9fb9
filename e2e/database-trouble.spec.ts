import { Client } from 'pg';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStory } from '#e2e/test-data';
import { expect, test } from './browser-test.ts';

// A database that is there, and cannot do what it is asked: 503 with Retry-After, never 500.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let house: OwnServer;
let web: Web;
let admin: Client;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  house = await startOwnServer();
  const { articles } = await house.onStage(() => createStory({ slugs: { en: 'well' } }));
  article = articles.en;
  web = await house.startWeb();
  admin = new Client({ connectionString: house.postgres.url });
  await admin.connect();
});
test.afterAll(async () => {
  await admin?.end();
  await house?.close();
});

let article: number;

const get = async (path: string) => {
  const response = await fetch(web.origin + path, { redirect: 'manual' });
  return [path, response.status, Number(response.headers.get('retry-after')) > 0];
};

const recordView = () =>
  fetch(`${web.origin}/api/views`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' },
    body: JSON.stringify({ article }),
  });

const health = async () => (await (await fetch(`${web.origin}/api/health`)).json()).database;

test('tables that are locked: pages, feeds, the API and the newsroom', async () => {
  const paths = ['/en/tag/water', '/en/author/anna/feed.xml', '/en/search?q=well', '/api/articles?language=en'];
  await admin.query(
    'BEGIN; LOCK TABLE article, story_tag, search.article, search.word, staff, site_settings, account_link',
  );
  for (const path of [...paths, `/admin/account-link/${'a'.repeat(43)}`])
    expect.soft(await get(path), web.log()).toEqual([path, 503, true]);
  // It is slow, not away.
  const { detail } = await (await fetch(`${web.origin}/api/articles?language=en`)).json();
  expect(detail).toBe('The database takes too long. Try again later.');
  expect(await health()).toBe('overloaded');
  await admin.query('ROLLBACK');
  for (const path of paths) expect((await get(path))[1]).not.toBe(503);
});

test('a search whose reader has gone: its statement ends long before its limit, and nobody hears of it', async () => {
  // The first statement of a search (newsroom/search/parse-query.ts); the indexer may wait beside it.
  const waiting = async () => {
    // In a transaction PostgreSQL would give the answer that it gave first.
    await admin.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await admin.query(
      `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%WITH paper AS%'`,
    );
    return rows.length;
  };
  await expect.poll(health).toBe('reachable');
  expect((await get('/en/search?q=gone'))[1]).toBe(200);
  await admin.query('BEGIN; LOCK TABLE search.word');
  const reader = new AbortController();
  const { length } = web.log();
  const asked = fetch(`${web.origin}/en/search?q=gone`, { signal: reader.signal }).catch((error: Error) => error.name);
  await expect.poll(waiting, { timeout: 15_000 }).toBe(1);
  reader.abort();
  expect(await asked).toBe('AbortError');
  // A wait for a lock ends by itself after two seconds.
  await expect.poll(waiting, { timeout: 1_500 }).toBe(0);
  await admin.query('ROLLBACK');
  expect((await get('/en/search?q=gone'))[1]).toBe(200);
  expect([await health(), web.log().slice(length)]).toEqual(['reachable', '']);
});

test('a database that is read-only has its name in health and log, and is read', async () => {
  await admin.query('ALTER DATABASE postgres SET default_transaction_read_only = on');
  await admin.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await expect.poll(health).toBe('read-only');
  const response = await recordView();
  expect([response.status, Number(response.headers.get('retry-after')) > 0]).toEqual([503, true]);
  expect((await get('/en/culture'))[1]).toBe(200);
  expect(web.log()).toContain('"database":"read-only"');
  await admin.query('ALTER DATABASE postgres RESET default_transaction_read_only');
  await admin.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await expect.poll(health).toBe('reachable');
});

test('a disk that is full has its name in health and log', async () => {
  await admin.query(`
    CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
      $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER full_disk BEFORE INSERT ON recent_reading EXECUTE FUNCTION full_disk()`);
  expect((await recordView()).status).toBe(503);
  expect(await health()).toBe('full');
  expect(web.log()).toContain('"database":"full"');
  await admin.query('DROP TRIGGER full_disk ON recent_reading');
  expect((await recordView()).status).toBe(200);
});

test('connections that others have used up: pages that are kept, 503 for the rest, and all is well when they are free', async () => {
  expect((await get('/en/post/well'))[1]).toBe(200);
  const others: Client[] = [];
  const fill = async () => {
    for (;;) {
      const one = new Client({ connectionString: house.postgres.url });
      one.on('error', () => {});
      try {
        await one.connect();
        others.push(one);
      } catch (error) {
        // too_many_connections
        expect((error as { code?: string }).code).toBe('53300');
        return;
      }
    }
  };
  // Those of the portal are cut, and gone to others before it can have them back.
  await fill();
  const mine = () => [admin, ...others].map((one) => (one as unknown as { processID: number }).processID);
  for (let round = 0; round < 5; round++) {
    await admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = $1 AND NOT pid = ANY ($2)',
      ['client backend', mine()],
    );
    await fill();
  }
  try {
    expect(await get('/en/post/well')).toEqual(['/en/post/well', 200, false]);
    for (const path of ['/en/tag/wine', '/api/articles?language=ru', `/admin/account-link/${'b'.repeat(43)}`])
      expect(await get(path), path).toEqual([path, 503, true]);
    expect(['overloaded', 'unreachable']).toContain(await health());
  } finally {
    await Promise.all(others.map((one) => one.end()));
  }
  await expect.poll(async () => (await get('/en/tag/wine'))[1], { timeout: 15_000 }).toBe(200);
  // What anybody has met counts for half a minute (platform/noted-trouble.ts).
  await expect.poll(health, { timeout: 40_000 }).toBe('reachable');
});
