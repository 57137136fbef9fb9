import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import { nowMs } from '#platform/clock';
import { isApi, SUGGESTIONS } from '#server/cache/api-address';
import type { ChangeLog } from '#server/cache/change-log';
import type { DiskCache } from '#server/cache/disk-cache';
import { type Held, hold, isRight, lacksNothing, sizeOf } from '#server/cache/held-page';
import { after } from '#server/cache/wait';

export type PageStoreOptions = {
  changes: ChangeLog;
  /** Up to which transaction all changes are known; undefined before the outbox has been read. */
  position(): { transaction: number; timeline: string } | undefined;
  /**
   * One for pages with a fixed address, one for later pages of lists, the API and changes of live blogs, of which there
   * are far more.
   */
  disk: { main: DiskCache; paginated: DiskCache };
  /** Names the program: what another one has rendered names files that may be gone. */
  build: string;
  /** For all pages in memory. */
  maxMemoryBytes: number;
  /** Called when something goes wrong that readers do not notice, such as a full disk. */
  onError(message: string, error: unknown): void;
};

/** A page on disk is marked as used at most this often. */
const TOUCH_MS = 3_600_000;
/** Anybody can make suggestions up: they are in memory for a minute, and never on disk. */
const SUGGESTIONS_MS = 60_000;
/** Pages that may wait for the disk; they are in memory until they are written. */
const WRITE_QUEUE_LIMIT = 100;
/** Renders that may be under way while so many wait (server/admission.ts). */
const RENDERS_UNDER_WAY = 7;
/** While so many wait, the next render is held back, at most so long. */
const WRITE_TIMEOUT_MS = 1_000;

/** Another page of a live blog than its first, or what is newer than one of its changes. */
const isOfLiveBlog = (address: string) => /^\/[a-z]+\/(?:live\/|post\/[^/]+\/(?:before|after)-)/.test(address);

type Partition = { pages: LRUCache<string, Held>; disk: DiskCache };

/** Pages in memory and on disk, by address. */
export class PageStore {
  readonly #options: PageStoreOptions;
  readonly #main: Partition;
  readonly #paginated: Partition;
  /** One at a time, so that of two versions of a page the newer stays. */
  readonly #writeQueue = new PQueue({ concurrency: 1 });

  constructor(options: PageStoreOptions) {
    this.#options = options;
    const partition = (share: number, disk: DiskCache): Partition => ({
      pages: new LRUCache({ maxSize: Math.ceil(options.maxMemoryBytes * share), sizeCalculation: sizeOf }),
      disk,
    });
    this.#main = partition(0.8, options.disk.main);
    this.#paginated = partition(0.2, options.disk.paginated);
  }

  /** The page in memory. */
  get(address: string): Held | undefined {
    return this.#partitionOf(address).pages.get(address);
  }

  /** The same, without counting as a use of it. */
  peek(address: string): Held | undefined {
    return this.#partitionOf(address).pages.peek(address);
  }

  /** What is in memory. */
  get size(): { pages: number; bytes: number } {
    const partitions = [this.#main, this.#paginated];
    return {
      pages: partitions.reduce((sum, { pages }) => sum + pages.size, 0),
      bytes: partitions.reduce((sum, { pages }) => sum + pages.calculatedSize, 0),
    };
  }

  /** The page on disk. It is right if the database remembers no change since. */
  async read(address: string): Promise<Held | undefined> {
    const { build, changes, position } = this.#options;
    const { pages, disk } = this.#partitionOf(address);
    const { current } = changes;
    const stored = address.startsWith(SUGGESTIONS) ? undefined : await disk.read(address);
    if (!stored) return undefined;
    const { page, views } = stored;
    const lacksNone =
      stored.build === build &&
      stored.timeline === position()?.timeline &&
      changes.isValidSince(page.keys, stored.transaction);
    const held = hold(page, lacksNone ? current : -1, views);
    held.touchedAt = performance.now() - (nowMs() - page.renderedAt);
    // Somebody else may have read or rendered it meanwhile.
    const other = pages.get(address);
    if (other && isRight(other, changes)) return other;
    if (lacksNone) pages.set(address, held);
    return held;
  }

  store(address: string, held: Held, previous: Held | undefined): void {
    if (previous && previous.page.digest === held.page.digest) {
      // The same page: its answer, compressed as it is, goes on.
      const { views, countedAt, fillings } = previous;
      const { pieces } = previous.page;
      Object.assign(held, { views, countedAt, fillings, page: { ...held.page, pieces } });
      if (previous.answer && previous.page.keys === held.page.keys) held.answer = previous.answer;
    }
    const { pages } = this.#partitionOf(address);
    pages.set(address, held, address.startsWith(SUGGESTIONS) ? { ttl: SUGGESTIONS_MS } : {});
    this.#keepOnDisk(address, held, true);
  }

  /** Counts anew what a page takes in memory, once it has an answer. */
  measure(address: string, held: Held): void {
    const { pages } = this.#partitionOf(address);
    if (pages.peek(address) !== held) return;
    const ttl = pages.getRemainingTTL(address);
    // Set once more over itself it would keep the size that it had.
    pages.delete(address);
    pages.set(address, held, Number.isFinite(ttl) ? { ttl } : {});
  }

  remove(address: string): void {
    const { pages, disk } = this.#partitionOf(address);
    pages.delete(address);
    this.#write(() => disk.remove(address));
  }

  /** Marks a page as used: those that are not go when the disk is full. */
  noteUse(address: string, held: Held): void {
    this.#keepOnDisk(address, held, false);
  }

  /** While too many pages wait for the disk, waits too, but not for ever. */
  async waitForDisk(): Promise<void> {
    if (this.#writeQueue.size >= WRITE_QUEUE_LIMIT)
      await Promise.race([this.#writeQueue.onSizeLessThan(WRITE_QUEUE_LIMIT), after(WRITE_TIMEOUT_MS)]);
  }

  /** Resolves when every page is on disk. */
  flush(): Promise<void> {
    return this.#writeQueue.onIdle();
  }

  #partitionOf(address: string): Partition {
    return address.includes('?') || isApi(address) || isOfLiveBlog(address) ? this.#paginated : this.#main;
  }

  /** Writes a page that is new, and marks one that is used. */
  #keepOnDisk(address: string, held: Held, isNew: boolean): void {
    const { disk } = this.#partitionOf(address);
    const now = performance.now();
    if (address.startsWith(SUGGESTIONS) || (!isNew && now - held.touchedAt < TOUCH_MS)) return;
    held.touchedAt = now;
    // A page that seems unused for an hour longer is no harm.
    if (!isNew && this.#writeQueue.size >= WRITE_QUEUE_LIMIT) return;
    this.#write(async () => {
      if (!isNew && (await disk.touch(address))) return;
      const { build, changes, position } = this.#options;
      const { transaction, timeline } = position() ?? { transaction: 0, timeline: '' };
      const { page, views } = held;
      // What has been touched meanwhile is right as to nothing, but better than no page.
      const rightUntil = lacksNothing(held, changes) ? transaction : 0;
      await disk.write(address, { page, views, build, timeline, transaction: rightUntil });
    });
  }

  #write(work: () => Promise<void>): void {
    // The renders under way may exceed the limit; more than that means that WRITE_TIMEOUT_MS has passed.
    if (this.#writeQueue.size >= WRITE_QUEUE_LIMIT + RENDERS_UNDER_WAY)
      this.#options.onError('the disk is too slow; a page is not on disk', undefined);
    else
      void this.#writeQueue
        .add(work)
        .catch((error: unknown) => this.#options.onError('a page could not be written to disk', error));
  }
}
