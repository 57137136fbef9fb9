import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { storeFile } from '#platform/files';
import type { BackupStore } from '#processes/backup/backup-store';
import { Damaged } from '#processes/backup/compressed';
import { type Manifest, PICTURES } from '#processes/backup/manifest';

/**
 * Puts the pictures of a backup, and those that came later, where pictures lie: DATA_DIR/media or the bucket. One too
 * many harms nobody. Returns how many that were, and what was wrong with others, which do not keep these back.
 */
export async function restorePictures(
  store: BackupStore,
  { pictures }: Manifest,
  progress: (note: string) => void,
): Promise<{ done: number; troubles: string[] }> {
  const sums = new Map(pictures.map(({ name, sha256 }) => [name, sha256]));
  const names = new Set([...sums.keys(), ...(await store.list(PICTURES)).map(({ name }) => name)]);
  let done = 0;
  const troubles: string[] = [];
  for (const name of names) {
    progress(`${done + troubles.length} of ${names.size}`);
    try {
      await unpack(await readPicture(store, name, sums.get(name)));
      done++;
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      troubles.push(error.message);
    }
  }
  return { done, troubles };
}

/** The archive of a picture. Throws a Damaged where it is missing, or not as it is listed. */
export async function readPicture(store: BackupStore, name: string, sha256: string | undefined): Promise<Buffer> {
  const content = await store.read(name);
  if (!content) throw new Damaged(`${name} is missing`);
  const bytes = await buffer(content);
  if (sha256 && createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new Damaged(`${name} is not as it was written`);
  return bytes;
}

async function unpack(bytes: Buffer): Promise<void> {
  const archive = extract();
  const stored = (async () => {
    for await (const entry of archive) await storeFile(entry.header.name, await buffer(entry));
  })();
  await Promise.all([stored, pipeline(Readable.from([bytes]), archive as unknown as NodeJS.WritableStream)]);
}
