import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '#processes/supervisor/startup-error';

export type PidLockHolder = {
  pid: number;
  port: number;
  /** The folder of the release that it runs; undefined where it is of a version that did not note it. */
  folder: string | undefined;
};

/**
 * The portal that uses a data folder now; undefined when none does. The file of a killed one does not count.
 */
export function pidLockHolder(dataFolder: string): PidLockHolder | undefined {
  const file = join(dataFolder, 'portal.pid');
  const [, pid, port, folder] = /^(\d+) (\d+)(?: (.+))?/.exec(existsSync(file) ? readFileSync(file, 'utf8') : '') ?? [];
  return pid && isPortal(Number(pid)) ? { pid: Number(pid), port: Number(port), folder } : undefined;
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
  notePidLock(folder, port, process.cwd());
  process.on('exit', () => {
    if (existsSync(file) && readFileSync(file, 'utf8').startsWith(`${process.pid} `)) rmSync(file);
  });
}

/** Notes in which folder the release lies that this process runs now. */
export function notePidLock(dataFolder: string, port: number, release: string): void {
  writeFileSync(join(dataFolder, 'portal.pid'), `${process.pid} ${port} ${release}`);
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
