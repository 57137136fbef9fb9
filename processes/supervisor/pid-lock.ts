import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '#processes/supervisor/startup-error';

/**
 * The portal that uses a data folder now: its process and its port; undefined when none does. The file of a killed one
 * does not count.
 */
export function pidLockHolder(folder: string): { pid: number; port: number } | undefined {
  const file = join(folder, 'portal.pid');
  const [pid, port] = existsSync(file) ? readFileSync(file, 'utf8').split(' ').map(Number) : [];
  return pid && port && isPortal(pid) ? { pid, port } : undefined;
}

/** Makes this process the only portal on a data folder. Throws a StartupError when another one uses it. */
export function acquirePidLock(folder: string, port: number): void {
  const file = join(folder, 'portal.pid');
  const holder = pidLockHolder(folder);
  if (holder) {
    throw new StartupError(
      `The portal is already running at http://localhost:${holder.port} (process ${holder.pid}). ` +
        `Stop it (kill ${holder.pid}), or set DATA_DIR to start a second one.`,
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
