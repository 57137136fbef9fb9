import type { Readable } from 'node:stream';
import { readFeeds } from '#newsroom/transfer/feed/read-feed';
import { readGhost } from '#newsroom/transfer/ghost/read-ghost';
import { readJsonLines } from '#newsroom/transfer/json-lines/read-json-lines';
import { readSite } from '#newsroom/transfer/site/read-site';
import { UnpackedTooLarge } from '#newsroom/transfer/source/archive-limits';
import { decodeText, findEncoding } from '#newsroom/transfer/source/decode-text';
import { detectFormat, type SourceFormat } from '#newsroom/transfer/source/detect-format';
import { openSourceFiles, type SourceFiles } from '#newsroom/transfer/source/source-files';
import type { SourceEntry, SourceProblem, SourceRefusal } from '#newsroom/transfer/source/source-item';
import { readWordPress } from '#newsroom/transfer/wordpress/read-wordpress';

/** An export of another system, opened. */
export type Source = {
  ok: true;
  format: SourceFormat;
  /** All that it holds, as a stream, in bounded memory; from the start each time. Never throws for what is in it. */
  entries(): AsyncGenerator<SourceEntry>;
  /** A file that the export names (`file` of media, or a path such as `/content/images/photo.jpg`), if it came along. */
  file(name: string): Promise<Readable | undefined>;
  close(): void;
};

/** As much of a file is looked at to say what it is, bytes: heads of exports hold long comments. */
const HEAD = 256 * 1024;
/** Among others, pictures, sounds and programs are not looked at. */
const UPLOAD = /\.(jpe?g|png|gif|webp|avif|svg|heic|ico|mp[34]|m4[av]|ogg|wav|mov|pdf|docx?|xlsx?|css|js|php|woff2?)$/i;
/** As many files of a folder or archive are looked at. */
const CANDIDATES = 2_000;
/** Where a folder holds several kinds, the one that says most. */
const PREFERRED: SourceFormat[] = ['json-lines', 'site', 'wordpress', 'ghost', 'feed'];

/**
 * Opens an export: a file, one that is packed with gzip, a zip archive, or a folder with the export and its uploads. What
 * it is its content says, not its name. `timeZone` (IANA) is that of the former site, for dates that have none.
 */
export async function openSource(path: string, options: { timeZone?: string } = {}): Promise<Source | SourceRefusal> {
  const files = await openSourceFiles(path);
  if (!files.ok) return files;
  const found = await findExports(files);
  if ('ok' in found) {
    files.close();
    return found;
  }
  return {
    ok: true,
    format: found.format,
    entries: () => withoutExceptions(read(files, found, options)),
    file: (name) => files.find(name),
    close: () => files.close(),
  };
}

type Export = { name: string; encoding: string };
type Found = { format: SourceFormat; exports: Export[] };

/** The files of the most telling kind, in the order of their names: large exports of WordPress come in parts. */
async function findExports(files: SourceFiles): Promise<Found | SourceRefusal> {
  const byFormat = new Map<SourceFormat, Export[]>();
  let refusal: SourceRefusal = { ok: false, why: 'unknown-format', detail: '' };
  const names = files.names.length === 1 ? files.names : files.names.filter((name) => !UPLOAD.test(name));
  for (const name of names.slice(0, CANDIDATES)) {
    const seen = await look(files, name);
    if (!('format' in seen)) {
      // Of a folder, what nearly was one says more than what was none.
      if (files.names.length === 1 || seen.why === 'unknown-version') refusal = seen;
      continue;
    }
    byFormat.set(seen.format, [...(byFormat.get(seen.format) ?? []), { name, encoding: seen.encoding }]);
  }
  const format = PREFERRED.find((one) => byFormat.has(one));
  return format ? { format, exports: byFormat.get(format) ?? [] } : refusal;
}

async function look(
  files: SourceFiles,
  name: string,
): Promise<{ format: SourceFormat; encoding: string } | SourceRefusal> {
  const head = await readHead(files, name).catch(() => undefined);
  if (!head) return { ok: false, why: 'unreadable', detail: name };
  const encoding = findEncoding(head);
  const detected = detectFormat(new TextDecoder(encoding).decode(head, { stream: true }));
  return detected.ok ? { format: detected.format, encoding } : { ...detected, detail: `${name}: ${detected.detail}` };
}

/** The beginning of a file; of a broken one as far as it goes. */
async function readHead(files: SourceFiles, name: string): Promise<Uint8Array> {
  const stream = await files.open(name);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= HEAD) break;
    }
  } catch (error) {
    if (length === 0) throw error;
  } finally {
    stream.destroy();
  }
  return Buffer.concat(chunks).subarray(0, HEAD);
}

async function* read(
  files: SourceFiles,
  { format, exports }: Found,
  options: { timeZone?: string },
): AsyncGenerator<SourceEntry> {
  const texts = exports.map((one) => ({ [Symbol.asyncIterator]: () => textOf(files, one) }));
  if (format === 'wordpress') return yield* readWordPress(texts, options);
  if (format === 'feed') return yield* readFeeds(texts);
  if (format === 'site') {
    for (const text of texts) yield* readSite(text);
    return;
  }
  if (format === 'json-lines') {
    for (const text of texts) yield* readJsonLines(text);
    return;
  }
  // Each file of Ghost is a whole export, and bears its date in its name: the last is the newest.
  const newest = texts.at(-1);
  if (newest) yield* readGhost(newest, files.names);
  for (const { name } of exports.slice(0, -1)) yield { kind: 'other', id: name, type: 'older export', title: name };
}

async function* textOf(files: SourceFiles, { name, encoding }: Export): AsyncGenerator<string> {
  const stream = await files.open(name);
  try {
    yield* decodeText(stream, encoding);
  } finally {
    stream.destroy();
  }
}

/** What a broken file or archive throws while it is read becomes the last entry. */
async function* withoutExceptions(entries: AsyncGenerator<SourceEntry>): AsyncGenerator<SourceEntry> {
  try {
    yield* entries;
  } catch (error) {
    yield problemOf(error);
  }
}

function problemOf(error: unknown): SourceProblem {
  const isTooLarge = error instanceof UnpackedTooLarge;
  return { kind: 'problem', why: isTooLarge ? 'too-large' : 'cut-off', near: isTooLarge ? '' : reasonOf(error) };
}

/** Codes of the system and of zlib; a message might repeat what the file holds. */
function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
