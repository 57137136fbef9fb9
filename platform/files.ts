import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { readEnvironment } from '#platform/env';

/** Media files on disk under DATA_DIR/media, by names such as `0123…/wide-640.avif`. */
function pathOf(name: string): string {
  const root = resolve(readEnvironment().DATA_DIR, 'media');
  const path = resolve(root, name);
  if (!path.startsWith(root + sep)) throw new RangeError(`a file name may not leave its folder: ${name}`);
  return path;
}

/** Stores bytes under a name. A reader sees the whole file or none: it is written beside and renamed. */
export async function storeFile(name: string, bytes: Uint8Array): Promise<void> {
  const path = pathOf(name);
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, bytes);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

export async function hasFile(name: string): Promise<boolean> {
  return (await stat(pathOf(name)).catch(() => undefined))?.isFile() ?? false;
}

/** A stored file's content; undefined when there is none of that name. */
export async function readStoredFile(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(pathOf(name)));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
