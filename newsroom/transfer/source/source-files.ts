import { createReadStream } from 'node:fs';
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, posix, relative, sep } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { placesOf, UnpackedTooLarge, unpackedLimit } from '#newsroom/transfer/source/archive-limits';
import { openZip } from '#newsroom/transfer/source/open-zip';
import type { SourceRefusal } from '#newsroom/transfer/source/source-item';

/** What lies behind a path: a file, a folder, or an archive. Nothing of it is ever unpacked to disk. */
export type SourceFiles = {
  ok: true;
  /** Paths of files that an export may be, from the top. */
  names: string[];
  /** Bytes of one of these, unpacked. The stream ends with an error where the archive is broken or grows too large. */
  open(name: string): Promise<Readable>;
  /** The file that an export means by a name such as `2024/01/photo.jpg`, wherever the uploads lie. */
  find(name: string): Promise<Readable | undefined>;
  close(): void;
};

/** A folder’s own files and those of the folders in it: nobody hides an export deeper. */
const DEPTH = 2;
/** So many files are looked at. */
const NAMES_LIMIT = 10_000;

/** Opens what lies at a path of this machine. Refuses what is none of file, folder or archive, and unsafe archives. */
export async function openSourceFiles(path: string): Promise<SourceFiles | SourceRefusal> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return { ok: false, why: 'unreadable', detail: basename(path) };
  if (found.isDirectory()) return openFolder(path);
  if (!found.isFile()) return { ok: false, why: 'unreadable', detail: `${basename(path)}: no file` };
  const start = await firstBytes(path);
  if (start.toString('latin1', 0, 2) === 'PK') return openZip(path);
  return {
    ok: true,
    names: [basename(path)],
    open: () => openFile(path),
    find: async () => undefined,
    close: () => {},
  };
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(4), position: 0 });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A file’s bytes; unpacked if it is packed with gzip, whatever its name. */
async function openFile(path: string): Promise<Readable> {
  const start = await firstBytes(path);
  const bytes = createReadStream(path);
  if (start[0] !== 0x1f || start[1] !== 0x8b) return bytes;
  const { size } = await stat(path);
  return joined(joined(bytes, createGunzip()), limitBytes(unpackedLimit(size)));
}

/** One stream into the next; an error of the first is one of the second, and both end together. */
function joined(from: Readable, to: Transform): Transform {
  from.once('error', (error) => to.destroy(error));
  to.once('close', () => from.destroy());
  return from.pipe(to);
}

function limitBytes(limit: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > limit) done(new UnpackedTooLarge());
      else done(null, chunk);
    },
  });
}

async function openFolder(path: string): Promise<SourceFiles> {
  const root = await realpath(path);
  return {
    ok: true,
    names: await filesIn(root, DEPTH),
    open: (name) => openFile(join(root, name)),
    find: (name) => findInFolder(root, name),
    close: () => {},
  };
}

/** Files only: links may lead anywhere. Those at the top come first. */
async function filesIn(root: string, depth: number, folder = ''): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const visible = entries.filter(({ name }) => !name.startsWith('.')).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const names = visible.filter((entry) => entry.isFile()).map(({ name }) => posix.join(folder, name));
  for (const entry of depth > 1 ? visible.filter((one) => one.isDirectory()) : []) {
    if (names.length >= NAMES_LIMIT) break;
    names.push(...(await filesIn(root, depth - 1, posix.join(folder, entry.name))));
  }
  return names.slice(0, NAMES_LIMIT);
}

async function findInFolder(root: string, name: string): Promise<Readable | undefined> {
  for (const place of placesOf(name)) {
    const path = join(root, place);
    const found = await lstat(path).catch(() => undefined);
    // A folder on the way may be a link too.
    if (found?.isFile() && isInside(root, await realpath(path))) return createReadStream(path);
  }
  return undefined;
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && !way.startsWith(`..${sep}`) && way !== '..';
}
