import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pack as createPack } from 'tar-stream';
import type { BackupStore } from '#processes/backup/backup-store';
import { writeListed } from '#processes/backup/compressed';
import { type Listed, PICTURES } from '#processes/backup/manifest';

/**
 * Copies the files of pictures in the folder `media` that are not in the store yet: an archive (tar) for each picture,
 * named by the names and lengths of its files, which never change. `known` are those that a backup lists already.
 * Returns all that there are now.
 */
export async function copyPictures(
  store: BackupStore,
  media: string,
  known: readonly Listed[],
  progress: (note: string) => void,
): Promise<Listed[]> {
  const before = new Map(known.map((one) => [one.name, one]));
  const present = new Set((await store.list(PICTURES)).map(({ name }) => name));
  const folders = await readdir(media).catch(() => []);
  const listed: Listed[] = [];
  for (const [index, folder] of folders.entries()) {
    progress(`pictures, ${index} of ${folders.length}`);
    const one = await copyPicture(store, media, folder, (name) => (present.has(name) ? before.get(name) : undefined));
    if (one) listed.push(one);
  }
  return listed;
}

/** Copies one picture unless `find` knows its archive. Returns undefined where it has no files. */
export async function copyPicture(
  store: BackupStore,
  media: string,
  folder: string,
  find: (name: string) => Listed | undefined,
): Promise<Listed | undefined> {
  const files = await filesOf(join(media, folder));
  if (files.length === 0) return undefined;
  const shape = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
  const name = `${PICTURES}${folder}-${shape}.tar`;
  return find(name) ?? writeListed(store, name, await archive(media, folder, files));
}

/** Names and lengths of the files of a picture, but for those that are just being written. */
async function filesOf(folder: string): Promise<[name: string, bytes: number][]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^[a-z0-9-]+\.[a-z0-9]+$/.test(name)).sort();
  return Promise.all(
    names.map(async (name): Promise<[string, number]> => [name, (await stat(join(folder, name))).size]),
  );
}

async function archive(media: string, folder: string, files: [name: string, bytes: number][]): Promise<Buffer> {
  const tar = createPack();
  // The same bytes whenever it is made: a backup lists their sum.
  const mtime = new Date(0);
  for (const [name] of files)
    tar.entry({ name: `${folder}/${name}`, mtime }, await readFile(join(media, folder, name)));
  tar.finalize();
  return buffer(tar);
}
