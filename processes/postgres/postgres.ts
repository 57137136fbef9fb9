// The embedded PostgreSQL, in a process of its own: it must outlive the web process while that finishes its requests,
// and must not end by a Ctrl-C that reaches the whole process group. When the channel to whoever started it closes, the
// database stops.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { readEnvironment } from '#platform/env';
import { lockData } from '#processes/postgres/data-lock';
import { initData } from '#processes/postgres/init-data';
import { POSTGRES_USER, type PostgresHome, postgresHome } from '#processes/postgres/postgres-home';
import { openLog, rotateLog } from '#processes/postgres/postgres-log';
import { SERVER_SETTINGS } from '#processes/postgres/postgres-settings';
import { removePidFile, stopPreviousPostmaster } from '#processes/postgres/previous-postmaster';

export type PostgresReport = { ready: { url: string; version: string } } | { failed: string };

const START_LIMIT_MS = 60_000;
/** How long a predecessor may take to end once its PostgreSQL has. */
const LOCK_LIMIT_MS = 10_000;
/** How long clients may finish before they are disconnected. */
const CLIENT_LIMIT_MS = 8_000;
/** How often the length of the log is looked at. */
const ROTATION_MS = 600_000;

const port = Number(process.env.EMBEDDED_POSTGRES_PORT);
/** For tests: nothing survives a power failure. */
const isQuick = process.env.EMBEDDED_POSTGRES_QUICK === 'yes';
const folder = resolve(readEnvironment().DATA_DIR);
const log = join(folder, 'postgres.log');

let postmaster: ChildProcess | undefined;
let unlock = () => {};
let isStopping = false;

function report(message: PostgresReport): void {
  process.send?.(message);
}

async function main(): Promise<void> {
  const home = postgresHome(folder);
  await stopPreviousPostmaster(home.data);
  unlock = await lockData(home.data, LOCK_LIMIT_MS);
  removePidFile(home.data);
  rotateLog(log);
  closeSync(openLog(log));
  initData(home, log, isQuick);
  const child = startPostmaster(home);
  postmaster = child;
  const url = `postgres://${POSTGRES_USER}:${passwordOf(home)}@127.0.0.1:${port}/postgres`;
  const version = await waitUntilReady(url, child);
  child.once('exit', () => {
    // Crashed, or killed by somebody else: the supervisor restarts both of us.
    if (!isStopping) process.exit(1);
  });
  setInterval(() => rotateLog(log), ROTATION_MS).unref();
  report({ ready: { url, version } });
}

function startPostmaster(home: PostgresHome): ChildProcess {
  const settings = {
    ...SERVER_SETTINGS,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...(isQuick && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openLog(log);
  const child = spawn(join(home.programs, 'bin/postgres'), ['-D', home.data, '-p', String(port), ...options], {
    ...home.account,
    cwd: '/',
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  return child;
}

/** Waits until PostgreSQL accepts connections. Returns its version. */
async function waitUntilReady(url: string, child: ChildProcess): Promise<string> {
  for (let waited = 0; waited < START_LIMIT_MS && child.exitCode === null; waited += 50) {
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
  const lastLine = readFileSync(log, 'utf8').trim().split('\n').at(-1);
  throw new Error(`PostgreSQL did not start: ${lastLine} (more in ${log})`);
}

function passwordOf(home: PostgresHome): string {
  if (existsSync(home.passwordFile)) return readFileSync(home.passwordFile, 'utf8');
  throw new Error(
    `The password file of ${home.data} is missing: ${home.passwordFile}. ` +
      'Restore it, or move the data away to start with an empty database.',
  );
}

/** Waits for clients to disconnect, then disconnects them. */
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  const child = postmaster;
  if (child && child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGINT'), CLIENT_LIMIT_MS);
    await ended;
    clearTimeout(timer);
  }
  unlock();
  process.exit(0);
}

process.on('disconnect', stop);
process.on('SIGTERM', stop);
process.on('SIGINT', () => {});

main().catch((error: Error) => {
  report({ failed: error.message });
  isStopping = true;
  postmaster?.kill('SIGINT');
  process.exitCode = 1;
  process.disconnect?.();
});
