import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { FileStore } from '#platform/files';

/** Files in the folder `media` of a data folder, which several machines may share. */
export function filesOnDisk(dataFolder: string): FileStore {
  const pathOf = (name: string) => resolve(dataFolder, 'media', name);
  return {
    async store(name, bytes) {
      const path = pathOf(name);
      await mkdir(dirname(path), { recursive: true });
      // Written under a temporary name and renamed.
      const temporary = `${path}.${randomBytes(6).toString('hex')}`;
      try {
        await writeFile(temporary, bytes);
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    async has(name) {
      return (await stat(pathOf(name)).catch(() => undefined))?.isFile() ?? false;
    },
    async read(name) {
      try {
        return new Uint8Array(await readFile(pathOf(name)));
      } catch (error) {
        if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
        throw error;
      }
    },
    async remove(folder) {
      await rm(pathOf(folder), { recursive: true, force: true });
    },
  };
}

/** Names of the folders of stored files that begin so. */
export async function foldersOnDisk(dataFolder: string, beginning: string): Promise<string[]> {
  const names = await readdir(resolve(dataFolder, 'media')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => name.startsWith(beginning));
}
