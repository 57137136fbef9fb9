// The embedded PostgreSQL, in a process of its own: it must outlive the web process while that drains, and must not die
// of a Ctrl-C that was meant for the whole group. Started by processes/supervisor/supervisor.ts with a channel to it;
// when the channel closes, the database stops.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { readEnvironment } from '#platform/env';
import { POSTGRES_USER, type PostgresHome, postgresHome } from '#processes/postgres/postgres-home';

export type PostgresReport = { ready: { url: string; version: string } } | { failed: string };

const START_LIMIT_MS = 60_000;
/** How long clients have to leave before they are cut off. */
const LEAVE_MS = 8_000;

const port = Number(process.env.EMBEDDED_POSTGRES_PORT);
const quick = process.env.EMBEDDED_POSTGRES_QUICK === 'yes';
const folder = resolve(readEnvironment().DATA_DIR);
const log = join(folder, 'postgres.log');

let postmaster: ChildProcess | undefined;
let stopping = false;

function report(message: PostgresReport): void {
  process.send?.(message);
}

async function main(): Promise<void> {
  const home = postgresHome(folder);
  await endPredecessor(home);
  if (!existsSync(join(home.data, 'PG_VERSION'))) initialise(home);
  await start(home);
}

/**
 * A postmaster whose keeper was killed may still run on our data, or have left its file behind for a stranger's process
 * number.
 */
async function endPredecessor(home: PostgresHome): Promise<void> {
  const file = join(home.data, 'postmaster.pid');
  const pid = () => (existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0);
  const isPostmaster = (id: number) => {
    try {
      process.kill(id, 0);
      return process.platform !== 'linux' || readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(home.data);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  };
  const forerunner = pid();
  if (!forerunner) return;
  for (let waited = 0; isPostmaster(forerunner); waited += 100) {
    // Its own keeper may just be stopping it. Then fast shutdown, then at once.
    if (waited === 2_000) process.kill(forerunner, 'SIGINT');
    if (waited === 15_000) process.kill(forerunner, 'SIGQUIT');
    if (waited > START_LIMIT_MS)
      throw new Error(`Another PostgreSQL (process ${forerunner}) holds ${home.data} and does not stop.`);
    await sleep(100);
  }
  rmSync(file, { force: true });
}

/**
 * Makes the data folder beside its place and moves it there when it is whole: an initdb that was cut short leaves
 * nothing behind.
 */
function initialise(home: PostgresHome): void {
  const draft = `${home.data}.new`;
  if (existsSync(home.data) && readdirSync(home.data).length > 0) {
    throw new Error(
      `${home.data} holds something, but no PostgreSQL data. Move it away, or set DATA_DIR to another folder.`,
    );
  }
  for (const folder of [draft, home.data]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  // initdb runs under the other account and reads the password from a file of its own.
  const handed = `${home.data}.initdb`;
  writeFileSync(handed, password, { mode: 0o600 });
  if (home.account) for (const path of [draft, handed]) chownSync(path, home.account.uid, home.account.gid);
  try {
    const made = spawnSync(
      join(home.programs, 'bin/initdb'),
      [
        `--pgdata=${draft}`,
        `--username=${POSTGRES_USER}`,
        `--pwfile=${handed}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(quick ? ['--no-sync'] : []),
      ],
      { ...home.account, cwd: '/', encoding: 'utf8' },
    );
    appendFileSync(log, `${made.stdout}${made.stderr}`);
    if (made.status !== 0)
      throw new Error(`PostgreSQL could not make its data folder: ${made.error?.message ?? lastLine(made.stderr)}`);
  } finally {
    rmSync(handed, { force: true });
  }
  writeFileSync(home.password, password, { mode: 0o600 });
  renameSync(draft, home.data);
}

async function start(home: PostgresHome): Promise<void> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_duration_statement: '1000',
    ...(quick && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const output = openSync(log, 'a');
  const child = spawn(
    join(home.programs, 'bin/postgres'),
    [
      '-D',
      home.data,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...home.account, cwd: '/', stdio: ['ignore', output, output], detached: true },
  );
  closeSync(output);
  postmaster = child;
  child.once('exit', () => {
    // Crashed or killed from outside: our keeper starts both of us again.
    if (!stopping) process.exit(1);
  });
  const url = `postgres://${POSTGRES_USER}:${passwordOf(home)}@127.0.0.1:${port}/postgres`;
  const version = await untilItAnswers(url, child);
  report({ ready: { url, version } });
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<string> {
  for (let waited = 0; waited < START_LIMIT_MS; waited += 50) {
    if (child.exitCode !== null) break;
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
      return rows[0]?.server_version ?? '';
    } catch {
      await sleep(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error(`PostgreSQL did not start: ${lastLine(readFileSync(log, 'utf8'))} (more in ${log})`);
}

function passwordOf(home: PostgresHome): string {
  if (existsSync(home.password)) return readFileSync(home.password, 'utf8');
  throw new Error(
    `The password to ${home.data} is gone: ${home.password}. Bring it back, or move the data away to begin anew.`,
  );
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

/** Waits for clients to leave, then cuts them off. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const child = postmaster;
  if (child && child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGINT'), LEAVE_MS);
    await ended;
    clearTimeout(late);
  }
  process.exit(0);
}

process.on('disconnect', stop);
process.on('SIGTERM', stop);
process.on('SIGINT', () => {});

main().catch((error: Error) => {
  report({ failed: error.message });
  stopping = true;
  postmaster?.kill('SIGINT');
  process.exitCode = 1;
  process.disconnect?.();
});
