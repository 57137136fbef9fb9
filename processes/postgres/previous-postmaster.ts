import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Its own supervisor may just be stopping it. Then come a fast shutdown and an immediate one. */
const FAST_SHUTDOWN_MS = 2_000;
const IMMEDIATE_SHUTDOWN_MS = 15_000;
const LIMIT_MS = 60_000;

/**
 * Stops a PostgreSQL that still runs on this data after its supervisor was killed. Throws an Error with a line for people when it does not stop.
 */
export async function stopPreviousPostmaster(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
  if (!pid) return;
  for (let waited = 0; isPostmaster(pid, data); waited += 100) {
    if (waited === FAST_SHUTDOWN_MS) process.kill(pid, 'SIGINT');
    if (waited === IMMEDIATE_SHUTDOWN_MS) process.kill(pid, 'SIGQUIT');
    if (waited > LIMIT_MS)
      throw new Error(`Another PostgreSQL (process ${pid}) uses ${data} and does not stop. Stop it, then start again.`);
    await sleep(100);
  }
}

/** Removes the file of a PostgreSQL that does not run any more: its number may be another process's by now. */
export function removePidFile(data: string): void {
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

/** Whether a process is a PostgreSQL on this data, and not another program that has got its number since. */
function isPostmaster(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
