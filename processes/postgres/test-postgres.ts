import { type ChildProcess, execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskSpace } from '#platform/disk-space';
import type { PostgresReport } from '#processes/postgres/postgres';
import { anyPort } from '#processes/supervisor/free-port';
import { firstReport, forkProgram } from '#processes/supervisor/managed-process';

export type TestPostgres = {
  url: string;
  folder: string;
  /** Stops it and keeps its data; `resume` starts it again at the same address. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Kills it and all its processes at once (SIGKILL); `resume` starts it on what it has left. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

/** A file system in memory, where Linux has one. */
const IN_MEMORY = '/dev/shm';
/** The databases of all tests take two gigabytes at most, bytes. */
const ENOUGH = 4 * 2 ** 30;

/**
 * A PostgreSQL for tests: on a port and in a folder of its own, gone with its data when stopped. Quick rather than
 * safe, unless what it takes to be safe is what is measured. `copyOf` is the folder of one that is paused.
 */
export async function startTestPostgres({ quick = true, copyOf = '' } = {}): Promise<TestPostgres> {
  const folder = mkdtempSync(join(quick && (await hasRoomInMemory()) ? IN_MEMORY : tmpdir(), 'news-portal-'));
  if (copyOf) execFileSync('cp', ['-a', `${copyOf}/.`, folder]);
  // As root PostgreSQL runs under another account, which has to get in.
  chmodSync(folder, 0o711);
  const port = await anyPort();
  let { child, url } = await start(folder, port, quick);
  return {
    url,
    folder,
    pause: () => end(child),
    async resume() {
      ({ child, url } = await start(folder, port, quick));
    },
    async kill() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const [postmaster = 0] = processesBelow(child.pid);
      for (const pid of [postmaster, ...processesBelow(postmaster)]) process.kill(pid, 'SIGKILL');
      await ended;
    },
    async stop() {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** To copy databases takes half as long there. */
function hasRoomInMemory(): Promise<boolean> {
  return diskSpace(IN_MEMORY).then(
    ({ free }) => free > ENOUGH,
    () => false,
  );
}

async function start(folder: string, port: number, quick: boolean): Promise<{ child: ChildProcess; url: string }> {
  const child = forkProgram('postgres/postgres.ts', {
    TZ: 'UTC',
    DATA_DIR: folder,
    EMBEDDED_POSTGRES_PORT: String(port),
    EMBEDDED_POSTGRES_QUICK: quick ? 'yes' : 'no',
  });
  const { ready } = await firstReport<PostgresReport>(child, 'test database');
  return { child, url: ready.url };
}

function processesBelow(pid = 0): number[] {
  return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
