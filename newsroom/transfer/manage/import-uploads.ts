import { readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { KEPT_DAYS } from '#newsroom/transfer/run/delete-old-import-items';
import { readEnvironment } from '#platform/env';
import { PART } from '#platform/upload-to-disk';

/** The largest export that is taken in, bytes. */
export const UPLOAD_LIMIT = 2 * 1024 ** 3;

const DAY_MS = 86_400_000;

/** Where uploaded exports lie on this machine. */
export function uploadsFolder(): string {
  return resolve(readEnvironment().DATA_DIR, 'imports');
}

/** Path of an uploaded export. */
export function uploadPath(name: string): string {
  return join(uploadsFolder(), name);
}

/** Deletes uploads whose time is over: unfinished ones after a day, others after thirty. Returns how many, at most `limit`. */
export async function deleteOldUploads(limit: number): Promise<number> {
  const folder = uploadsFolder();
  const names = await readdir(folder).catch(() => []);
  let deleted = 0;
  for (const name of names) {
    if (deleted === limit) break;
    const found = await stat(join(folder, name)).catch(() => undefined);
    const days = name.endsWith(PART) ? 1 : KEPT_DAYS;
    if (!found || Date.now() - found.mtimeMs < days * DAY_MS) continue;
    await rm(join(folder, name), { force: true });
    deleted++;
  }
  return deleted;
}
