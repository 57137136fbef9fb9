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
 * many harms nobody. Returns how many.
 */
export async function restorePictures(
  store: BackupStore,
  { pictures }: Manifest,
  progress: (note: string) => void,
): Promise<number> {
  const sums = new Map(pictures.map(({ name, sha256 }) => [name, sha256]));
  const names = new Set([...sums.keys(), ...(await store.list(PICTURES)).map(({ name }) => name)]);
  let done = 0;
  for (const name of names) {
    progress(`${done++} of ${names.size}`);
    const bytes = await readPicture(store, name, sums.get(name));
    await unpack(bytes);
  }
  return names.size;
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
