import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import type { BackupStore } from '#processes/backup/backup-store';
import type { Listed } from '#processes/backup/manifest';

/** Of a piece of a long file; it is kept in memory while it is written. */
const PIECE_BYTES = 64 * 1_048_576;
/** A database takes a quarter so, as fast as a disk writes it. A sum of the content stands at the end. */
const OPTIONS = { params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } };

/** What is read from `content`, compressed with Zstandard (RFC 8878). Fails as that does. */
export function compress(content: Readable): Readable {
  const compressed = createZstdCompress(OPTIONS);
  content.on('error', (error) => compressed.destroy(error));
  return content.pipe(compressed);
}

/** The reverse; fails for what is cut off or changed. */
export function decompress(content: Readable): Readable {
  const decompressed = createZstdDecompress();
  content.on('error', (error) => decompressed.destroy(error));
  return content.pipe(decompressed);
}

/** Writes a long stream in pieces: `name.0001`, `name.0002` … */
export async function writeInPieces(store: BackupStore, name: string, content: Readable): Promise<Listed[]> {
  const written: Listed[] = [];
  let piece: Uint8Array[] = [];
  let length = 0;
  const put = async () => {
    const next = `${name}.${String(written.length + 1).padStart(4, '0')}`;
    written.push(await writeListed(store, next, Buffer.concat(piece)));
    [piece, length] = [[], 0];
  };
  for await (const chunk of content as AsyncIterable<Uint8Array>) {
    piece.push(chunk);
    length += chunk.length;
    if (length >= PIECE_BYTES) await put();
  }
  if (length > 0 || written.length === 0) await put();
  return written;
}

/** Writes a file, and returns how it is to be listed. */
export async function writeListed(store: BackupStore, name: string, bytes: Uint8Array): Promise<Listed> {
  await store.write(name, [bytes]);
  return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** The bytes of listed files, one after the other. Fails with a Damaged for a file that is missing or another one. */
export function readListed(store: BackupStore, files: readonly Listed[]): Readable {
  return Readable.from(bytesOf(store, files), { objectMode: false });
}

async function* bytesOf(store: BackupStore, files: readonly Listed[]): AsyncGenerator<Uint8Array> {
  for (const { name, sha256 } of files) {
    const content = await store.read(name);
    if (!content) throw new Damaged(`${name} is missing`);
    const sum = createHash('sha256');
    for await (const chunk of content as AsyncIterable<Uint8Array>) {
      sum.update(chunk);
      yield chunk;
    }
    if (sum.digest('hex') !== sha256) throw new Damaged(`${name} is not as it was written`);
  }
}

/** A backup is not as it was written. The message says what. */
export class Damaged extends Error {}
