import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { BackupStore, StoredFile } from '#processes/backup/backup-store';

/** What a file is called until it is whole. */
const UNFINISHED = '.unfinished';

/** Backups in a folder that only our own account may read: whoever reads them reads everything. */
export function storeInFolder(folder: string): BackupStore {
  const pathOf = (name: string) => join(folder, ...name.split('/'));

  return {
    place: folder,
    async write(name, content) {
      const path = pathOf(name);
      const parent = dirname(path);
      await mkdir(parent, { recursive: true, mode: 0o700 });
      const unfinished = `${path}${UNFINISHED}`;
      const file = await open(unfinished, 'w', 0o600);
      try {
        for await (const bytes of content) await file.write(bytes);
        await file.sync();
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      } finally {
        await file.close();
      }
      await rename(unfinished, path);
      await syncFolder(parent);
    },
    async read(name) {
      const path = pathOf(name);
      const found = await stat(path).catch(() => undefined);
      if (!found?.isFile()) return undefined;
      // Not `createReadStream(path)` at once: that fails only when it is read.
      return found.size > 0 ? createReadStream(path) : Readable.from([]);
    },
    async list(prefix) {
      const files: StoredFile[] = [];
      const begin = prefix.slice(0, prefix.lastIndexOf('/') + 1);
      for (const entry of await readdir(pathOf(begin), { recursive: true, withFileTypes: true }).catch(nothing)) {
        const path = join(entry.parentPath, entry.name);
        const name = relative(folder, path).split(sep).join('/');
        if (!entry.isFile() || !name.startsWith(prefix) || name.endsWith(UNFINISHED)) continue;
        const found = await stat(path).catch(() => undefined);
        if (found) files.push({ name, bytes: found.size, modified: found.mtime });
      }
      return files.sort((one, other) => (one.name < other.name ? -1 : 1));
    },
    async remove(names) {
      for (const name of names) await rm(pathOf(name), { force: true });
      // Folders of backups that are gone.
      const parents = new Set(names.map((name) => dirname(pathOf(name))));
      for (const parent of parents) if (parent !== folder) await removeIfEmpty(parent);
    },
  };
}

function nothing(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

async function removeIfEmpty(folder: string): Promise<void> {
  if ((await readdir(folder).catch(() => ['?'])).length === 0) await rm(folder, { recursive: true, force: true });
}

/** So that a file's name survives a power failure too. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
