import { createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** What an export consists of, in the order in which it comes. */
type Pieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** Writes one file of an export, by its path in it; resolves when it is written. */
export type WriteFile = (path: string, pieces: Pieces) => Promise<void>;

/** Writes into a new or empty folder; undefined where it has files already. */
export async function folderWriter(folder: string): Promise<WriteFile | undefined> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) return undefined;
  return async (path, pieces) => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await pipeline(pieces, createWriteStream(file));
  };
}

/**
 * A zip of what `fill` writes, made while it is read. If nobody reads it any more, `write` fails, and with it whatever
 * waits for it.
 */
export function zipStream(fill: (write: WriteFile) => Promise<unknown>): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let current: Readable | undefined;
  const write: WriteFile = async (path, pieces) => {
    if (output.destroyed) throw new Error('nobody reads the zip any more');
    current = Readable.from(pieces);
    const written = finished(current, { writable: false });
    // Pictures are compressed already.
    zip.addReadStream(current, path, { compress: !path.endsWith('.jpg') });
    await written;
  };
  zip.on('error', (error: Error) => output.destroy(error));
  output.once('close', () => current?.destroy(new Error('nobody reads the zip any more')));
  fill(write).then(
    () => zip.end(),
    (error: Error) => output.destroy(error),
  );
  return output;
}
