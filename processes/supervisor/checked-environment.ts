import { closeSync, existsSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDiskFull } from '#platform/disk-full';
import { type Environment, readEnvironment } from '#platform/env';
import { makeFolder } from '#platform/make-folder';
import { isFree } from '#processes/supervisor/free-port';
import { StartupError } from '#processes/supervisor/startup-error';

/** How long a port may still be held by the web server of a supervisor that was just killed, milliseconds. */
const PORT_WAIT_MS = 3_000;

/** The environment's settings. Throws a StartupError that names each wrong one. */
export async function checkedEnvironment(): Promise<Environment> {
  try {
    // Which languages are on is part of it.
    await import('#i18n/languages');
    return readEnvironment();
  } catch (error) {
    throw new StartupError(`Correct these environment variables: ${(error as Error).message}`);
  }
}

/** What of the data folder the portal's own account writes, or only reads, where it is there. */
const WRITTEN = ['portal.pid', 'postgres.log', 'media', 'pages'];
const READ = ['secret', 'postgres.password'];

/**
 * The data folder, made if missing. Throws a StartupError when it, or what is in it, cannot be written: root may have
 * started the portal before.
 */
export function writableFolder(name: string): string {
  const folder = resolve(name);
  writeOrFail(folder, () => {
    makeFolder(folder);
    writeProbe(folder);
  });
  for (const entry of [...WRITTEN, ...READ]) {
    const path = join(folder, entry);
    if (!existsSync(path)) continue;
    writeOrFail(path, () => {
      if (statSync(path).isDirectory()) writeProbe(path);
      else closeSync(openSync(path, READ.includes(entry) ? 'r' : 'r+'));
    });
  }
  return folder;
}

/** What a start itself writes before PostgreSQL and the page cache, bytes. */
const PROBE_BYTES = 65_536;

function writeProbe(folder: string): void {
  const file = join(folder, '.writable');
  // An empty file takes no space: it would not notice a disk that is full.
  try {
    writeFileSync(file, Buffer.alloc(PROBE_BYTES));
  } finally {
    rmSync(file, { force: true });
  }
}

function writeOrFail(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (isDiskFull(error))
      throw new StartupError(`The disk that ${path} lies on is full. Free some space, then start again.`);
    throw new StartupError(
      `Cannot write to ${path} (${code}). Make it writable, free disk space, or set DATA_DIR to another folder.`,
    );
  }
}

/** Waits until a port can be listened on. Throws a StartupError when another program keeps it. */
export async function waitForPort(port: number): Promise<void> {
  for (let waited = 0; !(await isFree(port)); waited += 200) {
    if (waited >= PORT_WAIT_MS)
      throw new StartupError(
        `Port ${port} is in use by another program. Stop it, or start with PORT=${port + 1} npm start`,
      );
    await sleep(200);
  }
}
