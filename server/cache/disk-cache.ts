import { createHash, randomBytes } from 'node:crypto';
import { mkdir, opendir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENCODINGS, type Page } from '#server/rendering/page';

/** A file is this, the length of the head (32 bits), the head as JSON, the bodies, and a SHA-256 of all that. */
const MAGIC = Buffer.from('page-2\n\0');
const DIGEST_BYTES = 32;
/** A temporary file older than this was left behind by a process that died. */
const TEMPORARY_FILE_MS = 60_000;

type Head = Omit<Page, 'bodies'> & { address: string; lengths: number[] };

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
  async read(address: string): Promise<Page | undefined> {
    const file = this.#fileOf(address);
    let bytes: Buffer;
    let touchedAt: number;
    try {
      [bytes, { mtimeMs: touchedAt }] = await Promise.all([readFile(file), stat(file)]);
    } catch {
      return undefined;
    }
    const entry = parse(bytes);
    if (entry?.address === address) return { ...entry.page, renderedAt: Math.max(entry.page.renderedAt, touchedAt) };
    if (!entry) {
      this.#onCorrupt(file);
      await rm(file, { force: true }).catch(() => {});
    }
    return undefined;
  }

  /** Rejects if the page cannot be written. */
  async write(address: string, page: Page): Promise<void> {
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
    const now = new Date();
    return utimes(this.#fileOf(address), now, now).then(
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

function serialize(address: string, { bodies, ...rest }: Page): Buffer {
  const head: Head = { ...rest, address, lengths: ENCODINGS.map((encoding) => bodies[encoding].length) };
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  const content = Buffer.concat([MAGIC, length, json, ...ENCODINGS.map((encoding) => bodies[encoding])]);
  return Buffer.concat([content, createHash('sha256').update(content).digest()]);
}

/** Undefined if the file is not whole. */
function parse(bytes: Buffer): { address: string; page: Page } | undefined {
  const content = bytes.subarray(0, -DIGEST_BYTES);
  if (!content.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  if (!createHash('sha256').update(content).digest().equals(bytes.subarray(-DIGEST_BYTES))) return undefined;
  const headStart = MAGIC.length + 4;
  const headEnd = headStart + content.readUInt32BE(MAGIC.length);
  const { address, lengths, ...rest } = JSON.parse(content.toString('utf8', headStart, headEnd)) as Head;
  let offset = headEnd;
  const bodies = {} as Page['bodies'];
  for (const [index, encoding] of ENCODINGS.entries()) {
    const length = lengths[index] ?? 0;
    bodies[encoding] = content.subarray(offset, offset + length);
    offset += length;
  }
  return { address, page: { ...rest, bodies } };
}
