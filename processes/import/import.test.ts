import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Entry, exportFile, post, SITE } from '#e2e/export-file';
import { readImportedContent } from '#e2e/table-rows';
import { createSiteSettings } from '#e2e/test-data';
import { database } from '#platform/database';
import { databaseAt } from '#processes/checks/test-database.setup';

const POSTS = 1_200;
const UNBROKEN = 'import_unbroken';
const url = String(process.env.DATABASE_URL);
const unbrokenUrl = databaseAt(inject('postgres'), UNBROKEN);

const LANGUAGES = ['en', 'ru', 'hy'] as const;

function* madeUp(): Generator<Entry> {
  yield SITE;
  for (let n = 0; n < 40; n++)
    yield { kind: 'author', id: `a${n}`, slug: `author-${n}`, name: `Author ${n}`, addresses: [] };
  for (let n = 0; n < 90; n++)
    yield { kind: 'term', id: `t${n}`, taxonomy: 'tag', slug: `tag-${n}`, name: `Tag ${n}`, addresses: [] };
  for (let n = 0; n < POSTS; n++)
    yield post(`p${n}`, {
      language: LANGUAGES[n % 3] ?? 'en',
      ...(n % 9 < 3 && { translationGroup: `g${Math.floor(n / 9)}` }),
      // Some of one slug.
      slug: `story-${n % 500}`,
      status: n % 50 === 0 ? 'private' : 'published',
      authors: [`a${n % 40}`],
      terms: [`t${n % 90}`, `t${(n * 7) % 90}`],
    });
}

function start(args: string[], databaseUrl: string): ChildProcess {
  const program = ['--disable-warning=ExperimentalWarning', 'processes/import.ts', ...args];
  const environment = { ...process.env, DATABASE_URL: databaseUrl };
  return spawn(process.execPath, program, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(args: string[], databaseUrl = url): Promise<{ code: number; lines: string[]; said: string }> {
  const child = start(args, databaseUrl);
  let output = '';
  let said = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (said += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, lines: output.trim().split('\n'), said };
}

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: inject('postgres') });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** How many items were read and how many are done, of the import that runs. */
async function howFar(): Promise<number> {
  const [row] = await database().$queryRaw<{ steps: number }[]>`
    SELECT (count(*) + count(outcome))::integer AS steps FROM import_item`;
  return row?.steps ?? 0;
}

beforeAll(async () => {
  await createSiteSettings();
  await database().$disconnect();
  await onServer(`CREATE DATABASE ${UNBROKEN} TEMPLATE ${new URL(url).pathname.slice(1)}`);
});
afterAll(() => onServer(`DROP DATABASE ${UNBROKEN} WITH (FORCE)`));

describe('npm start -- --import', () => {
  const path = exportFile([...madeUp()]);

  it('says in a dry run, as its last line, what it would do', async () => {
    const { code, lines } = await run(['--import', path, '--dry-run', '--json']);
    expect(code).toBe(0);
    const report = JSON.parse(lines.at(-1) ?? '');
    expect(Object.keys(report)).toEqual(['source', 'items', 'taken', 'changed', 'leftOut', 'reasons', 'words']);
    expect(report).toMatchObject({ items: POSTS + 130, leftOut: 0 });
    expect(await database().article.count()).toBe(0);
    expect(await database().importItem.count()).toBe(0);
  }, 60_000);

  it('killed ten times has made what an unbroken run makes, announced once', async () => {
    const planned = JSON.parse((await run(['--import', path, '--dry-run', '--json'])).lines.at(-1) ?? '');
    const unbroken = await run(['--import', path, '--json'], unbrokenUrl);
    expect(JSON.parse(unbroken.lines.at(-1) ?? '')).toEqual(planned);
    const outbox = await database().outboxEntry.count();
    const all = 2 * (POSTS + 130);
    for (let kill = 1; kill <= 10; kill++) {
      const child = start(['--import', path], url);
      const ended = once(child, 'exit');
      while ((await howFar()) < (all * kill) / 11 && child.exitCode === null) await sleep(5);
      child.kill('SIGKILL');
      await ended;
      expect(await howFar()).toBeLessThan(all);
    }
    const last = await run(['--import', path, '--json']);
    expect(last.code).toBe(0);
    expect(JSON.parse(last.lines.at(-1) ?? '')).toEqual(planned);
    expect(await readImportedContent(url)).toEqual(await readImportedContent(unbrokenUrl));
    expect(await database().outboxEntry.count()).toBe(outbox + 1);
    expect(await database().$queryRaw`SELECT count(*)::integer AS left FROM search.pending`).toEqual([{ left: 0 }]);
  }, 300_000);

  it('can be undone', async () => {
    const [{ id } = { id: 0 }] = await database().import.findMany({ where: { state: 'done' } });
    const { code, lines } = await run(['--undo', String(id), '--json']);
    expect([code, JSON.parse(lines.at(-1) ?? '')]).toEqual([0, { undone: POSTS + 130, kept: 0 }]);
    expect(await database().article.count()).toBe(0);
  }, 60_000);

  it('asks for a start of the portal where there are no tables yet', async () => {
    await onServer('CREATE DATABASE import_empty');
    const { code, said } = await run(['--import', path], databaseAt(inject('postgres'), 'import_empty'));
    expect([code, said]).toEqual([1, expect.stringContaining('Start the portal once')]);
    await onServer('DROP DATABASE import_empty WITH (FORCE)');
  }, 30_000);

  it.each([
    [['--import', '/nowhere/export.xml'], 'cannot be imported'],
    [['--import', 'http://127.0.0.1/feed'], 'not on the internet'],
    [['--import', 'https://old.example/'], 'does not answer'],
    [['--import', 'https://old.example/', '--pages', 'many'], 'Correct these options'],
    [['--import', path, '--section', 'nowhere'], 'no section nowhere'],
    [['--import', path, '--language', 'klingon'], 'Correct these options'],
    [['--undo', '4711'], 'no import of this number'],
  ])(
    'ends with 1 and a sentence for %j',
    async (args, sentence) => {
      const { code, said } = await run(args);
      expect([code, said]).toEqual([1, expect.stringContaining(sentence)]);
    },
    30_000,
  );
});
