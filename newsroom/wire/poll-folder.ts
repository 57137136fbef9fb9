import { lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readDocument } from '#newsroom/wire/read-document';
import { type Taken, takeEntries } from '#newsroom/wire/take-entries';

/** Of a larger file nothing is read, bytes. */
const FILE_LIMIT = 16_000_000;
/** A file that was changed so lately is still being written, milliseconds. */
const SETTLED_MS = 3_000;
/** At one time; the next ones are taken at once after it. */
const MOST_FILES = 100;
/** Where files lie that could not be read. */
const REFUSED = 'refused';

export type FolderPoll = Taken & {
  files: number;
  format: string;
  refused: string[];
  skipped: number;
  hasMore: boolean;
};

/**
 * Takes in the files of a folder, the oldest first. What was taken in is deleted; what cannot be read is moved to its
 * folder `refused`, and named. Throws where there is no such folder.
 */
export async function pollFolder(sourceId: number, folder: string): Promise<FolderPoll> {
  const files = await settledFiles(folder);
  const poll: FolderPoll = {
    ...{ items: 0, versions: 0, failures: 0, files: 0, format: '', refused: [], skipped: 0 },
    hasMore: false,
  };
  for (const name of files.slice(0, MOST_FILES)) {
    const document = await readFileAt(join(folder, name));
    if (!document.ok) {
      await refuseFile(folder, name);
      poll.refused.push(`${name} (${document.why})`);
      continue;
    }
    const { items, versions, failures } = await takeEntries(sourceId, document.entries);
    poll.failures += failures;
    // It stays where it is, and is tried again.
    if (failures > 0) break;
    await rm(join(folder, name), { force: true });
    poll.items += items;
    poll.versions += versions;
    poll.skipped += document.skipped;
    poll.files++;
    poll.format = document.format;
  }
  return { ...poll, hasMore: files.length > MOST_FILES };
}

async function settledFiles(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => !/^\.|\.(tmp|part|filepart)$/i.test(name));
  const found = await Promise.all(
    names.map(async (name) => ({ name, stat: await lstat(join(folder, name)).catch(() => undefined) })),
  );
  return found
    .flatMap(({ name, stat }) =>
      stat?.isFile() && Date.now() - stat.mtimeMs > SETTLED_MS ? { name, at: stat.mtimeMs } : [],
    )
    .sort((one, other) => one.at - other.at || (one.name < other.name ? -1 : 1))
    .map(({ name }) => name);
}

async function readFileAt(path: string) {
  if ((await lstat(path)).size > FILE_LIMIT) return { ok: false, why: 'too-large' } as const;
  return readDocument(await readFile(path));
}

async function refuseFile(folder: string, name: string): Promise<void> {
  await mkdir(join(folder, REFUSED), { recursive: true });
  await rename(join(folder, name), join(folder, REFUSED, name));
}
