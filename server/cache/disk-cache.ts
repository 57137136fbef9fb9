import { createHash, randomBytes } from 'node:crypto';
import { mkdir, opendir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { now } from '#platform/clock';
import { shiftBy } from '#server/rendering/gzip';
import type { Page } from '#server/rendering/page';

/** A file is this, the length of the head (32 bits), the head as JSON, the pieces, and a SHA-256 of all that. */
const MAGIC = Buffer.from('page-3\n\0');
const DIGEST_BYTES = 32;
/** A temporary file older than this was left behind by a process that died. */
const TEMPORARY_FILE_MS = 60_000;

/** A page as it was when it was put away. */
export type StoredPage = {
  page: Page;
  /** It is right as to all changes by transactions before this one … */
  transaction: number;
  /** … in this timeline of the database. */
  timeline: string;
  /** Of the program whose files it names. */
  build: string;
  /** The views of its article, as last known. */
  views: number;
};

type Head = Omit<StoredPage, 'page'> &
  Omit<Page, 'pieces'> & { address: string; pieces: { crc: number; length: number; bytes: number }[] };

/**
 * Pages on disk by address, served when they cannot be rendered. A file is written under a temporary name and renamed,
 * and has a checksum, so a crash leaves a whole page or none. Processes on one machine may share a folder.
 */
export class DiskCache {
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #onCorrupt: (file: string) => void;
  #bytesSinceCleanup = 0;
  #cleanup: Promise<void> | undefined;

  /** `onCorrupt` is called for each file that was not whole and has been deleted. */
  constructor(folder: string, maxBytes: number, onCorrupt: (file: string) => void) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
    this.#onCorrupt = onCorrupt;
  }

  #fileOf(address: string): string {
    const name = createHash('sha256').update(address).digest('hex').slice(0, 40);
    return join(this.#folder, name.slice(0, 2), name);
  }

  /** The page of an address, with the time it was last known to be current; undefined if there is none. */
  async read(address: string): Promise<StoredPage | undefined> {
    const file = this.#fileOf(address);
    let bytes: Buffer;
    let touchedAt: number;
    try {
      [bytes, { mtimeMs: touchedAt }] = await Promise.all([readFile(file), stat(file)]);
    } catch {
      return undefined;
    }
    const entry = parse(bytes);
    if (entry?.address === address) {
      const { page } = entry.stored;
      return { ...entry.stored, page: { ...page, renderedAt: Math.max(page.renderedAt, touchedAt) } };
    }
    if (!entry) {
      this.#onCorrupt(file);
      await rm(file, { force: true }).catch(() => {});
    }
    return undefined;
  }

  /** Rejects if the page cannot be written. */
  async write(address: string, page: StoredPage): Promise<void> {
    const file = this.#fileOf(address);
    const bytes = serialize(address, page);
    const temporary = `${file}.${randomBytes(6).toString('hex')}`;
    await mkdir(join(file, '..'), { recursive: true });
    try {
      await writeFile(temporary, bytes);
      await rename(temporary, file);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {});
      throw error;
    }
    this.#bytesSinceCleanup += bytes.length;
    if (this.#bytesSinceCleanup > this.#maxBytes / 10) await this.cleanUp();
  }

  async remove(address: string): Promise<void> {
    await rm(this.#fileOf(address), { force: true });
  }

  /** Marks a page as used and current; false if it is not there. */
  async touch(address: string): Promise<boolean> {
    const at = now();
    return utimes(this.#fileOf(address), at, at).then(
      () => true,
      () => false,
    );
  }

  /** Deletes what dead processes left behind and, above the limit, the least recently used pages. */
  cleanUp(): Promise<void> {
    this.#bytesSinceCleanup = 0;
    this.#cleanup ??= this.#cleanUpNow().finally(() => {
      this.#cleanup = undefined;
    });
    return this.#cleanup;
  }

  async #cleanUpNow(): Promise<void> {
    const entries: { file: string; size: number; touchedAt: number }[] = [];
    for (const subfolder of await namesIn(this.#folder)) {
      for (const name of await namesIn(join(this.#folder, subfolder))) {
        const file = join(this.#folder, subfolder, name);
        const found = await stat(file).catch(() => undefined);
        if (!found) continue;
        const isTemporary = name.includes('.');
        if (isTemporary && Date.now() - found.mtimeMs > TEMPORARY_FILE_MS) await rm(file, { force: true });
        else entries.push({ file, size: found.size, touchedAt: found.mtimeMs });
      }
    }
    let total = entries.reduce((sum, { size }) => sum + size, 0);
    if (total <= this.#maxBytes) return;
    entries.sort((one, other) => one.touchedAt - other.touchedAt);
    for (const { file, size } of entries) {
      if (total <= this.#maxBytes * 0.9) break;
      await rm(file, { force: true });
      total -= size;
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name } of await opendir(folder)) names.push(name);
  } catch {
    // Not created yet.
  }
  return names;
}

function serialize(address: string, { page, ...stored }: StoredPage): Buffer {
  const { pieces, ...rest } = page;
  const sizes = pieces.map(({ crc, length, deflated }) => ({ crc, length, bytes: deflated.length }));
  // JSON has no infinity; nothing is kept until the year 9999.
  const validUntil = Math.min(rest.validUntil, 253_402_300_799_000);
  const head: Head = { ...stored, ...rest, validUntil, address, pieces: sizes };
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  const content = Buffer.concat([MAGIC, length, json, ...pieces.map(({ deflated }) => deflated)]);
  return Buffer.concat([content, createHash('sha256').update(content).digest()]);
}

/** Undefined if the file is not whole. */
function parse(bytes: Buffer): { address: string; stored: StoredPage } | undefined {
  const content = bytes.subarray(0, -DIGEST_BYTES);
  if (!content.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  if (!createHash('sha256').update(content).digest().equals(bytes.subarray(-DIGEST_BYTES))) return undefined;
  const headStart = MAGIC.length + 4;
  const headEnd = headStart + content.readUInt32BE(MAGIC.length);
  const head = JSON.parse(content.toString('utf8', headStart, headEnd)) as Head;
  const { address, pieces: sizes, transaction, timeline, build, views, ...rest } = head;
  let offset = headEnd;
  const pieces = sizes.map(({ crc, length, bytes: size }) => {
    const deflated = content.subarray(offset, offset + size);
    offset += size;
    return { crc, length, deflated, shift: shiftBy(length) };
  });
  return { address, stored: { page: { ...rest, pieces }, transaction, timeline, build, views } };
}
