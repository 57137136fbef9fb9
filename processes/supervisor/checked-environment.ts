import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Environment, readEnvironment } from '#platform/env';
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

/** The data folder, made if missing. Throws a StartupError when nothing can be written to it. */
export function writableFolder(name: string): string {
  const folder = resolve(name);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    writeFileSync(join(folder, '.writable'), '');
    rmSync(join(folder, '.writable'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartupError(
      `Cannot write to ${folder} (${code}). Make it writable, free disk space, or set DATA_DIR to another folder.`,
    );
  }
  return folder;
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
