import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '#processes/supervisor/steps';

/**
 * The portal that keeps a data folder just now: its process and its port; undefined where none does. What a killed one
 * left behind counts for nothing.
 */
export function pidLockHolder(folder: string): { pid: number; port: number } | undefined {
  const file = join(folder, 'portal.pid');
  const [pid, port] = existsSync(file) ? readFileSync(file, 'utf8').split(' ').map(Number) : [];
  return pid && port && isPortal(pid) ? { pid, port } : undefined;
}

/** One portal at a time keeps a data folder. Throws a line for people when another one does. */
export function acquirePidLock(folder: string, port: number): void {
  const file = join(folder, 'portal.pid');
  const holder = pidLockHolder(folder);
  if (holder) {
    throw new StartupError(
      `The portal runs already as process ${holder.pid} at http://localhost:${holder.port}. Stop it first (kill ${holder.pid}), or set DATA_DIR for a second one.`,
    );
  }
  writeFileSync(file, `${process.pid} ${port}`);
  process.on('exit', () => {
    if (existsSync(file) && readFileSync(file, 'utf8').startsWith(`${process.pid} `)) rmSync(file);
  });
}

function isPortal(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return (
      process.platform !== 'linux' ||
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('processes/supervisor/supervisor.ts')
    );
  } catch {
    return false;
  }
}
