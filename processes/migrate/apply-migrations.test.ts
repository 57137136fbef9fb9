import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { databaseAt } from '#processes/checks/test-database.setup';
import { applyMigrations } from '#processes/migrate/apply-migrations';
import { findMigrationObstacle } from '#processes/migrate/find-obstacle';
import { StartupError } from '#processes/supervisor/startup-error';

const ALL = readdirSync('prisma/migrations').filter((name) => /^\d/.test(name));
const folder = mkdtempSync(join(tmpdir(), 'news-portal-migrations-'));
let admin: Client;

beforeAll(async () => {
  admin = new Client({ connectionString: inject('postgres') });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  rmSync(folder, { recursive: true, force: true });
});

async function openEmpty(name: string): Promise<{ url: string; client: Client }> {
  await admin.query(`CREATE DATABASE ${name}`);
  const url = databaseAt(inject('postgres'), name);
  const client = new Client({ connectionString: url });
  await client.connect();
  return { url, client };
}

function writeMigrations(scripts: Record<string, string>): string {
  const migrations = mkdtempSync(join(folder, 'set-'));
  for (const [name, script] of Object.entries(scripts)) {
    mkdirSync(join(migrations, name));
    writeFileSync(join(migrations, name, 'migration.sql'), script);
  }
  return migrations;
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StartupError);
  return (error as Error).message;
}

/** As an upgrade is killed: without a word, anywhere. */
async function applyAndKill(url: string, milliseconds: number): Promise<void> {
  const code = `import('#processes/migrate/apply-migrations').then(async (m) => { console.log('begun'); await m.applyMigrations(${JSON.stringify(url)}); })`;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '-e', code]);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((begun) => child.stdout.once('data', begun));
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await ended;
}

it('goes on after it was killed at any moment, and ends where one that was not killed ends', async () => {
  const { url, client } = await openEmpty('killed');
  for (const milliseconds of [5, 40, 90, 150, 260, 420, 640]) {
    await applyAndKill(url, milliseconds);
    const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') AS ledger");
    if (!rows[0].ledger) continue;
    const unfinished = await client.query('SELECT FROM _prisma_migrations WHERE finished_at IS NULL');
    expect(unfinished.rowCount).toBe(0);
  }
  await applyMigrations(url);
  const { rows } = await client.query('SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1');
  expect(rows.map(({ name }) => name)).toEqual(ALL);
  expect(await applyMigrations(url)).toEqual([]);
  await client.end();
}, 120_000);

it('goes on after earlier versions, which noted a migration before it was applied', async () => {
  const { url, client } = await openEmpty('noted_before');
  const [last, former] = [ALL.at(-1), ALL.at(-2)];
  await applyMigrations(url, { last: former });
  // Killed before anything was committed.
  await client.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('a', '', $1)", [last]);
  expect(await applyMigrations(url)).toEqual([last]);
  // Killed after it was committed.
  await client.query('UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1', [last]);
  expect(await applyMigrations(url)).toEqual([last]);
  expect(await applyMigrations(url)).toEqual([]);
  const { rows } = await client.query(
    'SELECT count(*)::int, count(finished_at)::int AS finished FROM _prisma_migrations',
  );
  expect(rows).toEqual([{ count: ALL.length, finished: ALL.length }]);
  await client.end();
});

it('says of one that fails what to do, and that is all there is to do', async () => {
  const { url, client } = await openEmpty('failing');
  const migrations = writeMigrations({
    '1_table': 'CREATE TABLE a (b int); INSERT INTO a VALUES (1), (1);',
    '2_unique': 'ALTER TABLE a ADD c int; CREATE UNIQUE INDEX a_b ON a (b);',
  });
  expect(await refusalOf(applyMigrations(url, { folder: migrations }))).toBe(
    'Migration 2_unique failed and was rolled back; the migrations before it stay. PostgreSQL says: could not create ' +
      'unique index "a_b" (Key (b)=(1) is duplicated.). Correct that, then start again.',
  );
  const { rows } = await client.query("SELECT FROM information_schema.columns WHERE table_name = 'a'");
  expect(rows).toHaveLength(1);
  await client.query('DELETE FROM a');
  expect(await applyMigrations(url, { folder: migrations })).toEqual(['2_unique']);
  await client.end();
});

it('lets readers pass while it waits for a lock, and goes on when that is gone', async () => {
  const { url, client } = await openEmpty('waiting');
  const migrations = writeMigrations({ '1_table': 'CREATE TABLE a (b int);', '2_column': 'ALTER TABLE a ADD c int;' });
  await applyMigrations(url, { folder: migrations, last: '1_table' });
  await client.query('BEGIN; SELECT FROM a');
  const notes: string[] = [];
  const applied = applyMigrations(url, { folder: migrations, progress: (note) => notes.push(note) });
  const reader = new Client({ connectionString: url });
  await reader.connect();
  let longest = 0;
  for (const end = performance.now() + 6_000; performance.now() < end; await sleep(50)) {
    const begun = performance.now();
    await reader.query('SELECT FROM a');
    longest = Math.max(longest, performance.now() - begun);
  }
  expect(longest).toBeLessThan(2_500);
  expect(notes[0]).toMatch(/2_column waits for a lock that the session \d+ \(.*in a transaction since/);
  await client.query('COMMIT');
  expect(await applied).toEqual(['2_column']);
  await reader.end();
  await client.end();
}, 30_000);

it('names what is missing before anything is changed', async () => {
  const { url, client } = await openEmpty('obstacles');
  expect(await findMigrationObstacle(client, [{ script: 'CREATE EXTENSION nowhere;' }])).toMatch(
    /no extension “nowhere”.*Nothing has been changed/,
  );
  await client.query(`
    DROP ROLE IF EXISTS poor; CREATE ROLE poor LOGIN PASSWORD 'poor';
    REVOKE CREATE ON DATABASE obstacles FROM public`);
  const poor = new URL(url);
  poor.username = 'poor';
  poor.password = 'poor';
  const refusal = () => refusalOf(applyMigrations(poor.href));
  expect(await refusal()).toMatch(/“poor” is not allowed to create tables.*GRANT CREATE ON SCHEMA public TO "poor"/);
  await client.query('GRANT CREATE ON SCHEMA public TO "poor"');
  expect(await refusal()).toMatch(/not allowed to create schemas.*GRANT CREATE ON DATABASE "obstacles" TO "poor"/);
  const { rows } = await client.query("SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace");
  expect(rows).toEqual([]);
  // What the lines say is enough.
  await client.query('GRANT CREATE ON DATABASE "obstacles" TO "poor"');
  expect(await applyMigrations(poor.href)).toEqual(ALL);
  await client.query('DELETE FROM _prisma_migrations WHERE migration_name = $1', [ALL.at(-1)]);
  await client.query('ALTER TABLE article OWNER TO CURRENT_USER');
  expect(await refusal()).toMatch(/does not own tables that are to be changed \(article\)/);
  await client.end();

  const other = await openEmpty('of_others');
  await other.client.query('CREATE TABLE wp_posts ()');
  expect(await refusalOf(applyMigrations(other.url))).toMatch(/tables of something else \(wp_posts\)/);
  await other.client.end();
}, 60_000);

it('no migration commits by itself: each is one transaction with its note', () => {
  const statements =
    /^\s*(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|VACUUM|CREATE (UNIQUE )?INDEX CONCURRENTLY)\b\s*;?/im;
  const offenders = ALL.filter((name) => {
    const script = readFileSync(join('prisma/migrations', name, 'migration.sql'), 'utf8');
    // Bodies of functions have a BEGIN of their own.
    return statements.test(script.replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, '').replaceAll(/BEGIN ATOMIC/g, ''));
  });
  expect(offenders).toEqual([]);
});
