import { createHash, randomBytes } from 'node:crypto';
import { mkdir, opendir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CODINGS, type Page } from '#server/rendering/page';

/** A file is this, the length of the head (32 bits), the head as JSON, the bodies, and a SHA-256 of all that. */
const MAGIC = Buffer.from('page-1\n\0');
const DIGEST_BYTES = 32;
/** A draft older than this was left by a process that died. */
const DRAFT_LIMIT_MS = 60_000;

type Head = Omit<Page, 'bodies'> & { address: string; lengths: number[] };

/**
 * Pages on disk, by address, for when nothing else can make them. Whole or not there: written beside and renamed, and
 * what a crash of the machine may tear all the same is told by its digest and dropped. Processes of one machine may
 * share a folder.
 */
export class DiskCache {
  readonly #folder: string;
  readonly #limit: number;
  readonly #dropped: (file: string) => void;
  #writtenSinceSweep = 0;
  #sweeping: Promise<void> | undefined;

  /** `limit` is what they may take, bytes; `dropped` hears of files that were not whole. */
  constructor(folder: string, limit: number, dropped: (file: string) => void) {
    this.#folder = folder;
    this.#limit = limit;
    this.#dropped = dropped;
  }

  #fileOf(address: string): string {
    const name = createHash('sha256').update(address).digest('hex').slice(0, 40);
    return join(this.#folder, name.slice(0, 2), name);
  }

  /** The copy of an address, as old as it was last known to be right; undefined when there is none that is whole. */
  async read(address: string): Promise<Page | undefined> {
    const file = this.#fileOf(address);
    let bytes: Buffer;
    let usedAt: number;
    try {
      [bytes, { mtimeMs: usedAt }] = await Promise.all([readFile(file), stat(file)]);
    } catch {
      return undefined;
    }
    const copy = parse(bytes);
    if (copy?.address === address) return { ...copy.page, madeAt: Math.max(copy.page.madeAt, usedAt) };
    if (!copy) {
      this.#dropped(file);
      await rm(file, { force: true }).catch(() => {});
    }
    return undefined;
  }

  /** Keeps a page. Rejects when the disk does. */
  async write(address: string, page: Page): Promise<void> {
    const file = this.#fileOf(address);
    const bytes = serialize(address, page);
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    await mkdir(join(file, '..'), { recursive: true });
    try {
      await writeFile(draft, bytes);
      await rename(draft, file);
    } catch (error) {
      await rm(draft, { force: true }).catch(() => {});
      throw error;
    }
    this.#writtenSinceSweep += bytes.length;
    if (this.#writtenSinceSweep > this.#limit / 10) await this.sweep();
  }

  async remove(address: string): Promise<void> {
    await rm(this.#fileOf(address), { force: true });
  }

  /** Notes that a copy is in use and still right; false where it is gone. */
  async touch(address: string): Promise<boolean> {
    const now = new Date();
    return utimes(this.#fileOf(address), now, now).then(
      () => true,
      () => false,
    );
  }

  /** Removes what dead processes left behind and, past the limit, the copies used longest ago. */
  sweep(): Promise<void> {
    this.#writtenSinceSweep = 0;
    this.#sweeping ??= this.#sweep().finally(() => {
      this.#sweeping = undefined;
    });
    return this.#sweeping;
  }

  async #sweep(): Promise<void> {
    const copies: { file: string; size: number; usedAt: number }[] = [];
    for (const shelf of await namesIn(this.#folder)) {
      for (const name of await namesIn(join(this.#folder, shelf))) {
        const file = join(this.#folder, shelf, name);
        const found = await stat(file).catch(() => undefined);
        if (!found) continue;
        if (name.includes('.') && Date.now() - found.mtimeMs > DRAFT_LIMIT_MS) await rm(file, { force: true });
        else copies.push({ file, size: found.size, usedAt: found.mtimeMs });
      }
    }
    let total = copies.reduce((sum, { size }) => sum + size, 0);
    if (total <= this.#limit) return;
    copies.sort((one, other) => one.usedAt - other.usedAt);
    for (const { file, size } of copies) {
      if (total <= this.#limit * 0.9) break;
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
    // Not made yet.
  }
  return names;
}

function serialize(address: string, { bodies, ...rest }: Page): Buffer {
  const head: Head = { ...rest, address, lengths: CODINGS.map((coding) => bodies[coding].length) };
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  const content = Buffer.concat([MAGIC, length, json, ...CODINGS.map((coding) => bodies[coding])]);
  return Buffer.concat([content, createHash('sha256').update(content).digest()]);
}

function parse(bytes: Buffer): { address: string; page: Page } | undefined {
  const content = bytes.subarray(0, -DIGEST_BYTES);
  if (!content.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  if (!createHash('sha256').update(content).digest().equals(bytes.subarray(-DIGEST_BYTES))) return undefined;
  const from = MAGIC.length + 4;
  const until = from + content.readUInt32BE(MAGIC.length);
  const { address, lengths, ...rest } = JSON.parse(content.toString('utf8', from, until)) as Head;
  let offset = until;
  const bodies = {} as Page['bodies'];
  for (const [index, coding] of CODINGS.entries()) {
    const length = lengths[index] ?? 0;
    bodies[coding] = content.subarray(offset, offset + length);
    offset += length;
  }
  return { address, page: { ...rest, bodies } };
}
