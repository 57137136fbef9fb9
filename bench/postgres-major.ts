import { type ChildProcess, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { BenchHouse } from '#bench/bench-server';
import { readDefinitions } from '#e2e/logical-copy';
import { migrationsOf } from '#processes/backup/back-up';
import { dumpTables } from '#processes/backup/dump-tables';
import { createTables, loadRows } from '#processes/backup/load-tables';
import { storeInFolder } from '#processes/backup/store-in-folder';
import { applyMigrations } from '#processes/migrate/apply-migrations';
import { migrate } from '#processes/migrate/migrate';
import { OLD_SCHEMAS } from '#processes/migrate/old-database';
import { makeEmptyData } from '#processes/postgres/init-data';
import { COPY_SETTINGS } from '#processes/postgres/majors/copy-to-draft';
import { programsOfMajor } from '#processes/postgres/majors/programs-of-major';
import type { PostgresReport } from '#processes/postgres/postgres';
import { type PostgresHome, postgresHome } from '#processes/postgres/postgres-home';
import { startPrivatePostgres } from '#processes/postgres/private-postgres';
import { anyPort } from '#processes/supervisor/free-port';
import { endProcess, firstReport, forkProgram } from '#processes/supervisor/managed-process';
import { loadDemo } from '#seed/load-demo';

type Killed = { at: string; left: string };

export type PostgresMajor = {
  /** Versions of PostgreSQL, before and after. */
  from: string;
  to: string;
  rows: number;
  tables: number;
  /** Of the largest table. */
  mostRows: number;
  /** The data folder before and after, and the most that lay beside it meanwhile, programs included, MB. */
  megabytesBefore: number;
  megabytesAfter: number;
  megabytesBeside: number;
  /** Of the start that moves all, with fetching the old programs, until the database can be used. */
  seconds: number;
  /** kill -9 of the process that moves, and what the data folder had then. */
  killed: Killed[];
  /** Databases of earlier releases of the portal, moved and then migrated, and their rows. */
  releases: { release: string; rows: number; migrations: number }[];
};

const MAJOR = 17;
const REVISIONS = 100_000;
const PASSWORD = 'only-here';
const STOP_MS = 60_000;
/** What it says when it is killed. */
const MOMENTS = [/starting both/, /reading, .*rows/, /writing, .*rows/, /comparing|checking/];

/**
 * Moves the demo with a hundred thousand revisions of its stories, and databases of earlier releases, from PostgreSQL 17
 * to ours.
 */
export async function measurePostgresMajor(
  house: BenchHouse,
  progress: (note: string) => void,
): Promise<PostgresMajor> {
  progress(`loading the demo and ${REVISIONS} revisions`);
  await loadDemo(() => {});
  await addRevisions(house.databaseUrl);
  const folder = newFolder();
  try {
    const programs = await programsOfMajor(MAJOR, postgresHome(folder), progress);
    const releases = [];
    for (const [release, last] of Object.entries(OLD_SCHEMAS)) {
      progress(`a database of ${release}`);
      releases.push(await moveRelease(programs, release, last));
    }
    return { ...(await movePortal(house, programs, progress)), releases };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function addRevisions(url: string): Promise<void> {
  const client = await connect(url);
  await client.query(
    `INSERT INTO revision (article_id, version, headline, standfirst, body, source, by_name)
     SELECT id, 1000 + number, headline || ' ' || number, standfirst, body, source, 'Editor ' || number % 9
     FROM article, generate_series(1, ceil($1::float8 / (SELECT count(*) FROM article))::integer) AS number`,
    [REVISIONS],
  );
  await client.end();
}

async function movePortal(house: BenchHouse, programs: string, progress: (note: string) => void) {
  const folder = newFolder();
  const home = postgresHome(folder);
  try {
    progress('copying it to PostgreSQL 17');
    const before = await fill(home, programs, async (url) => {
      const store = storeInFolder(join(folder, 'rows'));
      await createTables(url, await migrationsOf(house.databaseUrl));
      await loadRows(
        { url, store, dump: await dumpTables({ url: house.databaseUrl, store, id: 'all' }, () => {}) },
        progress,
      );
      rmSync(join(folder, 'rows'), { recursive: true });
    });
    const megabytesBefore = megabytesIn(home.data);
    const killed: Killed[] = [];
    for (const moment of MOMENTS) {
      progress(`killing it at ${moment.source}`);
      killed.push(await killAt(folder, moment));
    }
    progress('moving');
    const begun = performance.now();
    const moved = move(folder);
    let beside = 0;
    const watch = setInterval(() => {
      beside = Math.max(beside, megabytesIn(folder));
    }, 500);
    const { child, ready } = await moved;
    clearInterval(watch);
    const seconds = (performance.now() - begun) / 1_000;
    const after = await read(ready.url);
    await endProcess(child, STOP_MS);
    demandEqual(before, after);
    const counts = Object.values(before.counts);
    return {
      from: before.version,
      to: after.version,
      rows: counts.reduce((sum, count) => sum + count, 0),
      tables: counts.length,
      mostRows: Math.max(...counts),
      megabytesBefore,
      megabytesAfter: megabytesIn(home.data),
      megabytesBeside: beside - megabytesBefore,
      seconds,
      killed,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function moveRelease(programs: string, release: string, last: string) {
  const folder = newFolder();
  try {
    const before = await fill(postgresHome(folder), programs, async (url) => {
      await applyMigrations(url, { last });
      const client = await connect(url);
      const files = release === '0.2.0' ? ['old-rows-0.2.0.sql'] : ['old-rows-0.2.0.sql', 'old-rows-main.sql'];
      for (const file of files) await client.query(readFileSync(`processes/migrate/${file}`, 'utf8'));
      await client.end();
    });
    const { child, ready } = await move(folder);
    demandEqual(before, await read(ready.url));
    const migrations = await migrate(ready.url);
    await endProcess(child, STOP_MS);
    return {
      release,
      rows: Object.values(before.counts).reduce((sum, count) => sum + count, 0),
      migrations: migrations.length,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes data of PostgreSQL 17. Returns what it has. */
async function fill(home: PostgresHome, programs: string, work: (url: string) => Promise<void>): Promise<Content> {
  const log = join(home.data, '../postgres.log');
  writeFileSync(home.passwordFile, PASSWORD, { mode: 0o600 });
  makeEmptyData({ ...home, programs }, home.data, PASSWORD, log, false);
  const postgres = await startPrivatePostgres({ ...home, programs, log, settings: COPY_SETTINGS }, PASSWORD);
  try {
    await work(postgres.url);
    return await read(postgres.url);
  } finally {
    await postgres.stop();
  }
}

async function move(folder: string) {
  const child = await begin(folder);
  return { child, ...(await firstReport<PostgresReport>(child, 'database')) };
}

async function begin(folder: string): Promise<ChildProcess> {
  return forkProgram('postgres/postgres.ts', { DATA_DIR: folder, EMBEDDED_POSTGRES_PORT: String(await anyPort()) });
}

/** Both servers that it has started go on, as they do then. */
async function killAt(folder: string, moment: RegExp): Promise<Killed> {
  const child = await begin(folder);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let at = '';
  child.on('message', (message: PostgresReport) => {
    if (at || !('progress' in message) || !moment.test(message.progress)) return;
    at = message.progress;
    child.kill('SIGKILL');
  });
  await Promise.race([ended, sleep(600_000)]);
  if (!at) throw new Error(`it never said ${moment.source}`);
  const { data } = postgresHome(folder);
  if (!existsSync(join(data, 'PG_VERSION'))) throw new Error(`no data after it was killed at ${at}`);
  return { at, left: `PostgreSQL ${readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()}` };
}

type Content = {
  version: string;
  counts: Record<string, number>;
  /** Of the rows of each table as text, in whatever order. */
  hashes: Record<string, string>;
  sequences: Record<string, string>;
  definitions: Record<string, string>;
  extensions: string[];
  largeObjects: string[];
};

async function read(url: string): Promise<Content> {
  const client = await connect(url);
  const ask = async (sql: string) => (await client.query<Record<string, string>>(sql)).rows;
  try {
    const [about] = await ask("SELECT current_setting('server_version') AS version");
    const content: Content = {
      version: about?.version ?? '',
      counts: {},
      hashes: {},
      sequences: {},
      definitions: await readDefinitions(client),
      extensions: (await ask('SELECT extname AS name FROM pg_extension ORDER BY 1')).map(({ name }) => name ?? ''),
      largeObjects: (await ask('SELECT oid::text AS name FROM pg_largeobject_metadata')).map(({ name }) => name ?? ''),
    };
    const relations = await ask(
      `SELECT format('%I.%I', nspname, relname) AS name, relkind AS kind FROM pg_class
       JOIN pg_namespace ON pg_namespace.oid = relnamespace
       WHERE relkind IN ('r', 'S') AND nspname IN ('public', 'search') AND relname <> '_prisma_migrations' ORDER BY 1`,
    );
    for (const { name = '', kind } of relations) {
      const [row] =
        kind === 'S'
          ? await ask(`SELECT concat(last_value, ' ', is_called) AS hash FROM ${name}`)
          : await ask(
              `SELECT count(*) AS count, concat(sum(hashtextextended(row::text, 1)), ' ',
                 sum(hashtextextended(row::text, 2))) AS hash FROM ${name} AS row`,
            );
      (kind === 'S' ? content.sequences : content.hashes)[name] = row?.hash ?? '';
      if (kind === 'r') content.counts[name] = Number(row?.count);
    }
    return content;
  } finally {
    await client.end();
  }
}

function demandEqual({ version: _, ...before }: Content, { version: __, ...after }: Content): void {
  for (const part of Object.keys(before) as (keyof typeof before)[]) {
    const [one, other] = [Object.entries(before[part]), new Map(Object.entries(after[part]))];
    const different = one.filter(([name, value]) => other.get(name) !== value).map(([name]) => name);
    if (different.length > 0 || one.length !== other.size) throw new Error(`${part} differ: ${different.join(', ')}`);
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  await client.query("SET timezone = 'UTC'");
  return client;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-major-'));
  // As root PostgreSQL runs under another account, which has to get in.
  chmodSync(folder, 0o711);
  return folder;
}

/** Files may go while they are counted. */
function megabytesIn(folder: string): number {
  const { stdout } = spawnSync('du', ['--summarize', '--block-size=1M', folder], { encoding: 'utf8' });
  return Number.parseInt(stdout, 10);
}
