import { existsSync, rmSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskSpace } from '#platform/disk-space';
import { copyToDraft, rowsFolderOf } from '#processes/postgres/majors/copy-to-draft';
import { dataMajor, packagedMajor } from '#processes/postgres/majors/data-major';
import { programsFolderOf, programsOfMajor } from '#processes/postgres/majors/programs-of-major';
import { draftOf, keptOf, markReady, swapIfReady } from '#processes/postgres/majors/swap-data';
import type { PostgresHome } from '#processes/postgres/postgres-home';
import { stopPreviousPostmaster } from '#processes/postgres/previous-postmaster';

/** Programs, an empty database and its log, bytes. */
const FIXED_BYTES = 300 * 2 ** 20;

/**
 * Moves data of an earlier major version of PostgreSQL to that of the packages: into a new data folder, which takes the
 * place of the old one when it has everything; the old one stays beside. Whoever holds the lock of the data calls this.
 * Killed at any instant, the next call goes on or begins again. Throws an Error with a line for people where the data
 * cannot be moved, and for data of a later version; the data is as it was then.
 */
export async function moveToOwnMajor(home: PostgresHome, log: string, progress: (note: string) => void): Promise<void> {
  const { data } = home;
  const own = packagedMajor();
  await stopPreviousPostmaster(draftOf(data));
  swapIfReady(data);
  removeLeftovers(data);
  const major = dataMajor(data);
  if (major === undefined || major === own) return;
  if (major > own)
    throw new Error(
      `The data in ${data} is of PostgreSQL ${major}, and this version of the portal has PostgreSQL ${own}, which ` +
        'cannot read it. Nothing has been changed. Start the version of the portal that ran here last, or restore a ' +
        'backup of before: docs/upgrade.md.',
    );
  const kept = keptOf(data, major);
  if (existsSync(kept)) throw new Error(`${kept} is there from before. Move it away, then start again.`);
  await demandRoom(data);
  try {
    const programs = await programsOfMajor(major, home, progress);
    await copyToDraft(home, programs, log, (note) => progress(`from PostgreSQL ${major} to ${own}: ${note}`));
    await markReady(data);
    swapIfReady(data);
  } finally {
    removeLeftovers(data);
  }
}

function removeLeftovers(data: string): void {
  for (const folder of [draftOf(data), rowsFolderOf(data), programsFolderOf(data)])
    rmSync(folder, { recursive: true, force: true });
}

/** The new data takes no more than the old, and its rows half of that on their way. */
async function demandRoom(data: string): Promise<void> {
  const needed = (await sizeOf(join(data, 'base'))) * 1.5 + FIXED_BYTES;
  const { free } = await diskSpace(dirname(data));
  if (free >= needed) return;
  const megabytes = (bytes: number) => Math.ceil(bytes / 2 ** 20).toLocaleString('en');
  throw new Error(
    `To move the data to PostgreSQL ${packagedMajor()} takes ${megabytes(needed)} MB in ${dirname(data)}, and ` +
      `${megabytes(free)} MB are free. Nothing has been changed. Free some space, then start again.`,
  );
}

async function sizeOf(folder: string): Promise<number> {
  let size = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) size += (await stat(join(entry.parentPath, entry.name))).size;
  return size;
}
