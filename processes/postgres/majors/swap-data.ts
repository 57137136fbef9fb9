import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { dataMajor } from '#processes/postgres/majors/data-major';

/** In a folder that is ready: the state of the data that it was copied from. */
const COPIED_FROM = 'copied-from';

/** Where data is copied to: unfinished, and whole. */
export const draftOf = (data: string) => `${data}.next`;
const readyOf = (data: string) => `${data}.ready`;

/** Where the data of an earlier major version is kept. */
export const keptOf = (data: string, major: number) => `${data}-${major}`;

/** Folders with data of earlier major versions, which their owner may remove. */
export function keptData(data: string): string[] {
  return readdirSync(dirname(data))
    .filter((name) => name.startsWith(`${basename(data)}-`) && /-\d+$/.test(name))
    .map((name) => join(dirname(data), name));
}

/** Says of the draft that it is whole, and which state of `data` it has. No PostgreSQL may run on either. */
export async function markReady(data: string): Promise<void> {
  await writeFile(join(draftOf(data), COPIED_FROM), stateOf(data), { flush: true });
  renameSync(draftOf(data), readyOf(data));
  syncFolder(dirname(data));
}

/**
 * Puts a copy that is whole into the place of the data, which is kept beside; killed in between, the next call goes on. A
 * copy of another state is removed: somebody has gone on with the data since. Returns whether there was one to be put.
 */
export function swapIfReady(data: string): boolean {
  const ready = readyOf(data);
  if (!existsSync(ready)) return false;
  const major = dataMajor(data);
  if (major !== undefined) {
    if (stateOf(data) !== readFileSync(join(ready, COPIED_FROM), 'utf8')) {
      rmSync(ready, { recursive: true });
      return false;
    }
    renameSync(data, keptOf(data, major));
    syncFolder(dirname(data));
  }
  renameSync(ready, data);
  syncFolder(dirname(data));
  rmSync(join(data, COPIED_FROM), { force: true });
  return true;
}

/** PostgreSQL writes this file at each checkpoint, and so whenever it is started. */
function stateOf(data: string): string {
  return createHash('sha256')
    .update(readFileSync(join(data, 'global/pg_control')))
    .digest('hex');
}

/** So that new names survive a power failure in their order. */
function syncFolder(folder: string): void {
  const opened = openSync(folder, 'r');
  fsyncSync(opened);
  closeSync(opened);
}
