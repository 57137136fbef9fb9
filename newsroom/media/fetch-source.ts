import { LRUCache } from 'lru-cache';
import sharp from 'sharp';
import { askForFile } from '#newsroom/media/ask-for-file';
import { listOtherMachines } from '#newsroom/media/machines';
import { masterSize } from '#newsroom/media/normalize-image';
import { masterFile, renditionSizes } from '#newsroom/media/picture';
import { BYTE_LIMIT } from '#newsroom/media/picture-file';
import { sourceFiles } from '#newsroom/media/picture-source';
import type { Source } from '#newsroom/media/read-source';
import { readEnvironment } from '#platform/env';
import { storeFile } from '#platform/files';
import { log } from '#platform/log';

/** For how long a picture that no machine has is not asked for again, milliseconds: a page has thirty files of it. */
const ABSENT_MS = 10_000;

const absent = new LRUCache<string, true>({ max: 10_000, ttl: ABSENT_MS });
/** Wrong files that the log has named, for an hour. */
const wrong = new LRUCache<string, true>({ max: 1_000, ttl: 3_600_000 });

/** How often pictures were asked for at other machines, by what came of it. */
export const fetchCounts = { fetched: 0, absent: 0, away: 0 };

type Original = { id: string; width: number; height: number };

/**
 * Fetches what renditions can be made from out of another machine's disk and keeps it on this one. Machines are asked in
 * turn; nobody is where MACHINE_URL is not set. What comes is kept only if it decodes as a picture of the size that the
 * database says. `away` where none has it that can be asked, and another one cannot.
 */
export async function fetchSource(picture: Original): Promise<Source> {
  const { MACHINE_URL, MEDIA_S3_BUCKET } = readEnvironment();
  if (!MACHINE_URL || MEDIA_S3_BUCKET || absent.has(picture.id)) return { ok: false, why: 'not-found' };
  const machines = await listOtherMachines(MACHINE_URL);
  let isAnyAway = false;
  for (const machine of machines) {
    const source = await fetchFrom(machine, picture);
    if (source instanceof Uint8Array) {
      fetchCounts.fetched++;
      return { ok: true, bytes: source };
    }
    isAnyAway ||= source === 'away';
  }
  fetchCounts[isAnyAway ? 'away' : 'absent']++;
  if (isAnyAway) return { ok: false, why: 'away' };
  absent.set(picture.id, true);
  return { ok: false, why: 'not-found' };
}

async function fetchFrom(machine: string, picture: Original): Promise<Uint8Array | 'away' | undefined> {
  for (const file of sourceFiles(picture)) {
    const bytes = await askForFile(machine, file, BYTE_LIMIT);
    if (bytes === 'away') return bytes;
    if (!bytes) continue;
    if (!(await isRight(picture, file, bytes))) {
      // It has the file, and will not have a better one: as if it had none.
      const name = `${machine} ${file}`;
      if (!wrong.has(name)) log().warn({ machine, file }, 'a machine has a file that is not the picture');
      wrong.set(name, true);
      continue;
    }
    await storeFile(file, bytes);
    return bytes;
  }
  return undefined;
}

async function isRight(picture: Original, file: string, bytes: Uint8Array): Promise<boolean> {
  const expected = file === masterFile(picture.id) ? masterSize(picture) : renditionSizes(picture, 'whole').at(-1);
  try {
    const { format, width, height } = await sharp(bytes).metadata();
    // Decodes all of it, and throws where some of it is missing.
    await sharp(bytes).resize(16).toBuffer();
    const isNear = (one: number, other = 0) => Math.abs(one - other) <= 1;
    return format === 'jpeg' && isNear(width, expected?.width) && isNear(height, expected?.height);
  } catch {
    return false;
  }
}
