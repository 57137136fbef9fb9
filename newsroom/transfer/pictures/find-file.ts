import { readFile, stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { BYTE_LIMIT } from '#newsroom/media/picture-file';
import type { ImportRun } from '#newsroom/transfer/run/import-run';

/** A file of the source that is to be had, or why not. */
export type FoundFile =
  | { ok: true; read(): Promise<Uint8Array | undefined> }
  | { ok: false; why: 'no-file' | 'no-address' | 'too-heavy' };

/**
 * Looks for a picture's file: in the folder of files, in the archive, and, if whoever imports says so, on the former
 * site. Nothing is read or fetched before `read` is called, which gives undefined where that fails after all.
 */
export async function findFile(
  run: ImportRun,
  { address, file }: { address: string; file?: string },
): Promise<FoundFile> {
  const { media, fetchMedia } = run.options;
  const url = URL.parse(address, run.base || 'https://source.invalid');
  for (const path of media ? placesIn(media, file, url?.pathname) : []) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile()) return found.size > BYTE_LIMIT ? tooHeavy : { ok: true, read: () => readFile(path) };
  }
  if (file) {
    const stream = await run.file(file);
    if (stream) return { ok: true, read: () => readAtMost(stream) };
  }
  if (!fetchMedia) return { ok: false, why: 'no-file' };
  if (!url || url.hostname === 'source.invalid') return { ok: false, why: 'no-address' };
  return { ok: true, read: () => run.fetchFile(url.href) };
}

const tooHeavy = { ok: false, why: 'too-heavy' } as const;

/** Where in a folder of files a file may lie: by its name there, or by the end of its address. */
function placesIn(folder: string, file: string | undefined, path: string | undefined): string[] {
  const root = resolve(folder);
  const parts = decoded(path ?? '')
    .split('/')
    .filter(Boolean);
  const ends = parts.map((_, index) => parts.slice(index).join('/'));
  return [file, ...ends]
    .filter((name) => name !== undefined && name !== '')
    .map((name) => resolve(root, name as string))
    .filter((place) => place.startsWith(root + sep));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function readAtMost(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > BYTE_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
