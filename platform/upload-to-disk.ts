import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { isDiskFull } from '#platform/disk-full';

export type UploadToDisk =
  | { ok: true; name: string; fileName: string; fields: Record<string, string> }
  | { ok: false; why: 'no-file' | 'too-large' | 'disk-full' | 'cut-off' };

/** Beside the file a disk keeps so much free, bytes: databases need some. */
const SPARE = 200_000_000;
/** A form's other fields. */
const FIELDS = { fields: 20, fieldSize: 1_000, files: 1, parts: 25 };

/** Ends the name of a file that is still on its way. */
export const PART = '.part';

/**
 * Writes the file of a submitted form to a folder, as it comes: however large it is, only pieces of it are in memory.
 * Returns its name there, that which it had, and the form's other fields. `limit` is in bytes. Where it fails, by value,
 * nothing of it is left.
 */
export async function uploadToDisk(
  request: Request,
  { folder, limit }: { folder: string; limit: number },
): Promise<UploadToDisk> {
  const length = Number(request.headers.get('content-length') ?? 0);
  if (length > limit + SPARE) return { ok: false, why: 'too-large' };
  if (!(await hasSpace(folder, length))) return { ok: false, why: 'disk-full' };
  const name = randomUUID();
  const path = join(folder, name);
  const received = await receive(request, `${path}${PART}`, limit).catch(failed);
  if (!received.ok) {
    await rm(`${path}${PART}`, { force: true });
    return received;
  }
  await rename(`${path}${PART}`, path);
  return { ...received, name };
}

async function hasSpace(folder: string, length: number): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(folder);
    return length + SPARE <= bavail * bsize;
  } catch (error) {
    if (isDiskFull(error)) return false;
    throw error;
  }
}

type Received = { ok: true; fileName: string; fields: Record<string, string> } | (UploadToDisk & { ok: false });

async function receive(request: Request, path: string, limit: number): Promise<Received> {
  const { body, headers } = request;
  const type = headers.get('content-type') ?? '';
  if (!body || !/^multipart\/form-data;.*boundary=/i.test(type)) return { ok: false, why: 'no-file' };
  const form = new Busboy({ headers: { 'content-type': type }, limits: { ...FIELDS, fileSize: limit } });
  const fields: Record<string, string> = {};
  let file: { stream: BusboyFileStream; fileName: string; written: Promise<void> } | undefined;
  form.on('field', (field, value) => {
    fields[field] = value;
  });
  form.on('file', (_, stream, fileName) => {
    const written = writeStream(stream, path);
    // The rest of the body is not waited for.
    written.catch((error) => form.destroy(error));
    file = { stream, fileName, written };
  });
  await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), form);
  await file?.written;
  if (!file?.fileName) return { ok: false, why: 'no-file' };
  return file.stream.truncated ? { ok: false, why: 'too-large' } : { ok: true, fileName: file.fileName, fields };
}

/** Writes a stream to a file. Throws what writing throws. */
export function writeStream(stream: Readable, path: string): Promise<void> {
  return pipeline(stream, createWriteStream(path, { mode: 0o600 }));
}

function failed(error: unknown): UploadToDisk & { ok: false } {
  return { ok: false, why: isDiskFull(error) ? 'disk-full' : 'cut-off' };
}
