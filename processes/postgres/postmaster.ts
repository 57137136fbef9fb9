import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Account } from '#processes/postgres/postgres-account';
import { openLog } from '#processes/postgres/postgres-log';

const START_LIMIT_MS = 60_000;

export type PostmasterOptions = {
  /** undefined: the account that started the portal. */
  account: Account | undefined;
  /** Folder with bin/, lib/ and share/. */
  programs: string;
  data: string;
  /** File that PostgreSQL writes its log to. */
  log: string;
  settings: Record<string, string>;
};

/** Starts PostgreSQL's first process, in a process group of its own. */
export function spawnPostmaster({ account, programs, data, log, settings }: PostmasterOptions): ChildProcess {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openLog(log);
  const child = spawn(join(programs, 'bin/postgres'), ['-D', data, ...options], {
    ...account,
    cwd: '/',
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  return child;
}

/** Waits until PostgreSQL accepts connections. Returns its version. Throws an Error with a line for people. */
export async function waitUntilReady(url: string, child: ChildProcess, log: string): Promise<string> {
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

/** Disconnects all clients, and waits until PostgreSQL has written everything and ended. */
export async function endPostmaster(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await ended;
}
