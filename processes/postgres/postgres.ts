// The embedded PostgreSQL, in a process of its own: it must outlive the web process while that finishes its requests,
// and must not end by a Ctrl-C that reaches the whole process group. When the channel to whoever started it closes, the
// database stops.
import type { ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readEnvironment } from '#platform/env';
import { lockData } from '#processes/postgres/data-lock';
import { initData } from '#processes/postgres/init-data';
import { moveToOwnMajor } from '#processes/postgres/majors/move-to-own-major';
import { keptData } from '#processes/postgres/majors/swap-data';
import { POSTGRES_USER, type PostgresHome, postgresHome, readPassword } from '#processes/postgres/postgres-home';
import { openLog, rotateLog } from '#processes/postgres/postgres-log';
import { SERVER_SETTINGS } from '#processes/postgres/postgres-settings';
import { spawnPostmaster, waitUntilReady } from '#processes/postgres/postmaster';
import { removePidFile, stopPreviousPostmaster } from '#processes/postgres/previous-postmaster';
import { endPrivatePostgres } from '#processes/postgres/private-postgres';

export type PostgresReport =
  | {
      ready: {
        url: string;
        version: string;
        /** Folders with data of earlier major versions, which nothing needs any more. */
        kept: string[];
      };
    }
  | { failed: string }
  /** How far it is; more reports follow. */
  | { progress: string };

/** How long a predecessor may take to end once its PostgreSQL has. */
const LOCK_LIMIT_MS = 10_000;
/** How long clients may finish before they are disconnected. */
const CLIENT_LIMIT_MS = 8_000;
/** How often the length of the log is looked at. */
const ROTATION_MS = 600_000;
const PROGRESS_MS = 200;

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

let toldAt = Number.NEGATIVE_INFINITY;

/** There may be thousands of notes a second. */
function tellProgress(progress: string): void {
  if (performance.now() - toldAt < PROGRESS_MS) return;
  toldAt = performance.now();
  report({ progress });
}

async function main(): Promise<void> {
  let home = postgresHome(folder);
  await stopPreviousPostmaster(home.data);
  unlock = await lockData(home.data, LOCK_LIMIT_MS);
  removePidFile(home.data);
  rotateLog(log);
  closeSync(openLog(log));
  await moveToOwnMajor(home, log, tellProgress);
  home = postgresHome(folder);
  initData(home, log, isQuick);
  const child = startPostmaster(home);
  postmaster = child;
  const url = `postgres://${POSTGRES_USER}:${readPassword(home)}@127.0.0.1:${port}/postgres`;
  const version = await waitUntilReady(url, child, log);
  child.once('exit', () => {
    // Crashed, or killed by somebody else: the supervisor restarts both of us.
    if (!isStopping) process.exit(1);
  });
  setInterval(() => rotateLog(log), ROTATION_MS).unref();
  report({ ready: { url, version, kept: keptData(home.data) } });
}

function startPostmaster(home: PostgresHome): ChildProcess {
  return spawnPostmaster({
    ...home,
    log,
    settings: {
      ...SERVER_SETTINGS,
      port: String(port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      ...(isQuick && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    },
  });
}

/** Waits for clients to disconnect, then disconnects them. */
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await endPrivatePostgres();
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
  if (isStopping) return;
  report({ failed: error.message });
  isStopping = true;
  postmaster?.kill('SIGINT');
  process.exitCode = 1;
  process.disconnect?.();
});
