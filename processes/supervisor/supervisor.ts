// The keeper: brings up database and web server in order, starts again what dies, and takes them down in the opposite
// order.
import { type ChildProcess, fork } from 'node:child_process';
import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type Environment, readEnvironment } from '#platform/env';
import { buildIfStale, endBuild, generateClient } from '#processes/build/build';
import { withAdvisoryLock } from '#processes/migrate/advisory-lock';
import { migrate } from '#processes/migrate/migrate';
import type { PostgresReport } from '#processes/postgres/postgres';
import { databaseError } from '#processes/supervisor/database-error';
import { anyPort, isFree } from '#processes/supervisor/free-port';
import { acquirePidLock } from '#processes/supervisor/pid-lock';
import { StartupError, step } from '#processes/supervisor/steps';
import type { WebReport } from '#processes/supervisor/web-cluster';

const dev = process.argv.includes('--dev');
const WEB_LEAVES_MS = 20_000;

let postgres: ChildProcess | undefined;
let web: ChildProcess | undefined;
let stopping = false;

async function main(): Promise<void> {
  const begun = performance.now();
  const environment = await readEnvironmentOrFail();
  const folder = writableFolder(environment.DATA_DIR);
  acquirePidLock(folder, environment.PORT);
  await freePort(environment.PORT);

  await step('client', generateClient, () => '');
  const database = await step(
    'database',
    () => (environment.DATABASE_URL ? answering(environment.DATABASE_URL) : startPostgres()),
    ({ version }) => `PostgreSQL ${version}${environment.DATABASE_URL ? '' : ', embedded'}`,
  );
  process.env.DATABASE_URL = database.url;

  await step(
    'migrations',
    () => migrateOrFail(database.url),
    (names) => (names.length > 0 ? `${names.length} applied` : 'up to date'),
  );
  await loadDemoIfEmpty(database.url);
  if (dev)
    await step(
      'assets',
      async () => (await import('#processes/build/assets')).makeAssets(),
      () => '',
    );
  else await step('build', buildIfStale, (built) => (built ? '' : 'up to date'));
  await step('web', startWeb, () => `ready ${((performance.now() - begun) / 1_000).toFixed(1)} s after the start`);
  await printAddresses(environment.PORT);
  await printOwnerLink();
}

async function readEnvironmentOrFail(): Promise<Environment> {
  try {
    // Which languages are on is part of it.
    await import('#i18n/languages');
    return readEnvironment();
  } catch (error) {
    throw new StartupError(`The environment is not right. ${(error as Error).message}`);
  }
}

function writableFolder(name: string): string {
  const folder = resolve(name);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    writeFileSync(join(folder, '.writable'), '');
    rmSync(join(folder, '.writable'));
  } catch (error) {
    throw new StartupError(
      `Cannot write to ${folder} (${(error as NodeJS.ErrnoException).code}). Make it writable, free some room, or set DATA_DIR to a folder that is.`,
    );
  }
  return folder;
}

/** Waits a little: the web server of a keeper that was just killed may still be closing. */
async function freePort(port: number): Promise<void> {
  for (let waited = 0; ; waited += 200) {
    if (await isFree(port)) return;
    if (waited >= 3_000)
      throw new StartupError(
        `Port ${port} is taken by another program. Stop that, or choose another: PORT=${port + 1} npm start`,
      );
    await sleep(200);
  }
}

async function answering(url: string): Promise<{ url: string; version: string }> {
  let client: Client | undefined;
  try {
    client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return { url, version: rows[0]?.server_version ?? '' };
  } catch (error) {
    throw new StartupError(databaseError(url, error));
  } finally {
    await client?.end().catch(() => {});
  }
}

async function migrateOrFail(url: string): Promise<string[]> {
  try {
    return await migrate(url);
  } catch (error) {
    const permission = /permission denied/.test(String(error));
    throw new StartupError(
      permission
        ? databaseError(url, { code: '42501' })
        : `The database could not be migrated: ${(error as Error).message}`,
    );
  }
}

async function loadDemoIfEmpty(url: string): Promise<void> {
  // Only now: these modules import the client that the first step makes.
  const { loadDemo } = await import('#seed/load-demo');
  const { createMissingRenditions } = await import('#newsroom/media/create-missing-renditions');
  const { database } = await import('#platform/database');
  const load = (progress: (note: string) => void) => withAdvisoryLock(url, 'load-demo', () => loadDemo(progress));
  try {
    await step('newsroom', load, (loaded) =>
      loaded ? `demo: ${loaded.stories} stories, ${loaded.pictures} pictures` : 'has its own stories',
    );
    await step(
      'pictures',
      () => withAdvisoryLock(url, 'restore-renditions', createMissingRenditions),
      (made) => (made > 0 ? `${made} sizes added` : 'in all sizes'),
    );
  } finally {
    await database().$disconnect();
  }
}

/** Starts a child in a process group of its own, so that a Ctrl-C reaches it only through us. */
function start(file: string, environment: Record<string, string>): ChildProcess {
  return fork(join(import.meta.dirname, '..', file), {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment },
    detached: true,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
}

let postgresPort: number | undefined;

async function startPostgres(): Promise<{ url: string; version: string }> {
  // The same for as long as we live: the web server keeps the address when the database is started again.
  postgresPort ??= await anyPort();
  const child = start('postgres/postgres.ts', { EMBEDDED_POSTGRES_PORT: String(postgresPort) });
  postgres = child;
  const message = await first<PostgresReport>(child);
  if ('failed' in message) throw new StartupError(message.failed);
  // Only a child that has come up is started again here; one that has not is the affair of whoever waits for it.
  child.once('exit', () => void again('database', startPostgres));
  return message.ready;
}

async function startWeb(): Promise<void> {
  const child = start('supervisor/web-cluster.ts', { NODE_ENV: dev ? 'development' : 'production' });
  web = child;
  const message = await first<WebReport>(child);
  if ('failed' in message) throw new StartupError(message.failed);
  child.once('exit', () => void again('web', startWeb));
}

function first<Report>(child: ChildProcess): Promise<Report> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Report));
    child.once('exit', (code) =>
      reject(new StartupError(`A process ended at once (code ${code}); its last lines are above.`)),
    );
  });
}

async function again(name: string, begin: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; !stopping; attempt++) {
    console.error(`! ${name} has ended by itself; starting it again`);
    try {
      await begin();
      return;
    } catch (error) {
      console.error(`! ${name}: ${(error as Error).message}`);
      await sleep(Math.min(30_000, 500 * 2 ** attempt));
    }
  }
}

async function printAddresses(port: number): Promise<void> {
  const { LANGUAGES } = await import('#i18n/languages');
  const lines = LANGUAGES.map(({ name, path }) => `  ${name.padEnd(12)} http://localhost:${port}/${path}\n`);
  console.log(`\n${lines.join('')}\n  Ctrl-C stops it.\n`);
}

/**
 * While a paper has no staff: the link that makes the owner's account. There is no password to begin with that somebody
 * could forget to change.
 */
async function printOwnerLink(): Promise<void> {
  const { createOwnerLink } = await import('#newsroom/staff/create-token-link');
  const { accountLinkAddress } = await import('#i18n/admin-addresses');
  const { publicUrl } = await import('#platform/env');
  const { database } = await import('#platform/database');
  try {
    const token = await createOwnerLink();
    if (token)
      console.log(
        `  Nobody is on the staff yet. This link, for a day and once, makes the owner's account:\n\n  ${publicUrl()}${accountLinkAddress(token)}\n`,
      );
    else console.log(`  Newsroom  ${publicUrl()}/admin\n`);
  } finally {
    await database().$disconnect();
  }
}

/** Web first, so that it can finish what it has begun; then the database. */
async function stop(code = 0): Promise<void> {
  if (stopping) return;
  stopping = true;
  endBuild();
  await end(web);
  await end(postgres);
  process.exit(code);
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), WEB_LEAVES_MS + readEnvironment().DRAIN_SECONDS * 1_000);
  await ended;
  clearTimeout(late);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
// New web processes in place of the old ones, with what is on disk now, and no request lost between.
process.on('SIGHUP', () => web?.kill('SIGHUP'));
process.on('disconnect', () => void stop());

main().catch(async (error: unknown) => {
  if (stopping) return;
  console.error(`✗ ${error instanceof StartupError ? error.message : (error as Error).stack}`);
  await stop(1);
});
