import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import { frontAddress, postAddress } from '#i18n/addresses';
import { LANGUAGES } from '#i18n/languages';
import type { Change } from '#newsroom/syndication/change';
import type { DiskCache } from '#server/cache/disk-cache';
import { createPage, type Page, type RenderFailure, type RenderResult, sizeOf } from '#server/rendering/page';

/**
 * Where a page came from: the cache, a render just now (`uncacheable` if that page must not be cached), or the cache
 * although it may be outdated, because a new one cannot be had in time.
 */
export type CacheStatus = 'hit' | 'miss' | 'uncacheable' | 'stale';

export type CacheResult = { ok: true; page: Page; cacheStatus: CacheStatus } | RenderFailure;

export type PageCacheOptions = {
  /** Renders the page of an address. Called for one address once at a time. */
  render(address: string): Promise<RenderResult>;
  /** One for pages with a fixed address, one for the later pages of lists, whose addresses anyone can make up. */
  disk: { main: DiskCache; paginated: DiskCache };
  /** For all pages in memory. */
  maxMemoryBytes: number;
  /** How long a page may be served stale, milliseconds. */
  maxStaleMs: number;
  /** Whether the database answered when it was asked last. */
  isDatabaseReachable(): boolean;
  /** Called when something goes wrong that readers do not notice, such as a full disk. */
  onError(message: string, error: unknown): void;
};

/** Counts of views and the day in dates change without an invalidation: after this a page is rendered again. */
const MAX_AGE_MS = 60_000;
/** Until then, if nothing was invalidated, it is served while it is rendered: nobody waits for a count. */
const MAX_AGE_WHILE_REVALIDATING_MS = 300_000;
/** Longest that a request waits for a new page when the one there is lacks no change. */
const REVALIDATE_TIMEOUT_MS = 150;
/** Longest that a request waits for a page that has changed while the one before it is there. */
const CHANGED_TIMEOUT_MS = 10_000;
/** While a request waits, it is asked this often whether the database is still there. */
const REACHABLE_POLL_MS = 100;
/** After the database was unreachable, stale pages are served at once for so long. */
const BACKOFF_MS = 1_000;
/** A page on disk is marked as used at most this often. */
const TOUCH_MS = 3_600_000;
/** Renders share one processor: of many at once all are late, of few most are early. */
const RENDER_CONCURRENCY = 2;
/** Pages that are not cached and may wait to be rendered: a flood of made-up addresses ends here. */
const RENDER_QUEUE_LIMIT = 400;
/** Pages that may wait for the disk; they are in memory until they are written. */
const WRITE_QUEUE_LIMIT = 100;
/** While so many wait, the next render is held back, at most so long. */
const WRITE_TIMEOUT_MS = 1_000;

/** Pages, withdrawn pages and temporary redirects (the archive's newest day): there is a known number of them. */
const MAIN_STATUSES = new Set([200, 410, 307]);

type Entry = {
  /** The language whose path the address begins with. */
  language: string | undefined;
  digest: string;
  /** Value of the change counter when the render started. */
  renderedAtChange: number;
  /** When it was last rendered, by performance.now(). */
  checkedAt: number;
  /** When its file was last marked as used, likewise. */
  touchedAt: number;
};

/** Entries stay when their pages are evicted from memory, so that pages read from disk are known to be current. */
type Partition = { entries: LRUCache<string, Entry>; pages: LRUCache<string, Page>; disk: DiskCache | undefined };

const LANGUAGE_PATHS = new Set(LANGUAGES.map(({ path }) => path));

/**
 * Rendered public pages in memory and on disk. A change invalidates the pages that may show it: the next request
 * renders them again. While that is not possible, stale pages are served. See docs/decisions/009.
 */
export class PageCache {
  readonly #options: PageCacheOptions;
  readonly #main: Partition;
  readonly #paginated: Partition;
  /** Pages not found and permanent redirects: anyone can make up their addresses, so few are kept and none on disk. */
  readonly #negative: Partition;
  readonly #rendering = new Map<string, Promise<CacheResult>>();
  readonly #renderQueue = new PQueue({ concurrency: RENDER_CONCURRENCY });
  /** One at a time, so that of two versions of a page the newer stays. */
  readonly #writeQueue = new PQueue({ concurrency: 1 });

  // A counter of changes, and its value at the last change to each thing.
  #changes = 0;
  #lastSiteChange = 0;
  readonly #lastChangeByLanguage = new Map<string, number>();
  readonly #lastChangeByAddress = new LRUCache<string, number>({ max: 50_000 });

  #serveStaleUntil = 0;
  /** Requests by result. */
  readonly counts: Record<CacheStatus | 'error', number> = { hit: 0, miss: 0, stale: 0, error: 0, uncacheable: 0 };

  constructor(options: PageCacheOptions) {
    this.#options = options;
    const partition = (share: number, maxEntries: number, disk?: DiskCache): Partition => ({
      entries: new LRUCache({ max: maxEntries }),
      pages: new LRUCache({ maxSize: Math.ceil(options.maxMemoryBytes * share), sizeCalculation: sizeOf }),
      disk,
    });
    this.#main = partition(0.8, 100_000, options.disk.main);
    this.#paginated = partition(0.15, 10_000, options.disk.paginated);
    this.#negative = partition(0.05, 1_000);
  }

  /** The page of an address if it is in memory and current. Never waits. */
  lookup(address: string): Page | undefined {
    const partition = this.#partitionOf(address);
    const entry = partition?.entries.get(address);
    const page = entry && partition?.pages.get(address);
    if (!page || page.digest !== entry.digest || ageOf(entry) > MAX_AGE_MS || !this.#isValid(address, entry))
      return undefined;
    this.counts.hit++;
    return page;
  }

  /** The page of an address: from the cache, rendered now, or stale. */
  async fetch(address: string): Promise<CacheResult> {
    const page = this.lookup(address);
    if (page) return { ok: true, page, cacheStatus: 'hit' };
    const result = await this.#fetchSlowly(address);
    this.counts[result.ok ? result.cacheStatus : 'error']++;
    return result;
  }

  async #fetchSlowly(address: string): Promise<CacheResult> {
    const partition = this.#partitionOf(address) ?? this.#partitionFor(address, 200);
    const entry = partition.entries.get(address);
    const cached = partition.pages.get(address) ?? (await partition.disk?.read(address));
    const isCurrent = cached && entry?.digest === cached.digest && this.#isValid(address, entry);
    if (isCurrent && ageOf(entry) <= MAX_AGE_WHILE_REVALIDATING_MS) {
      if (ageOf(entry) > MAX_AGE_MS && !this.isServingStale) void this.#render(address, cached);
      partition.pages.set(address, cached);
      return { ok: true, page: cached, cacheStatus: 'hit' };
    }

    const isServable = cached !== undefined && Date.now() - cached.renderedAt <= this.#options.maxStaleMs;
    if (!isServable) return this.#render(address, cached);
    const stale: CacheResult = { ok: true, page: cached, cacheStatus: 'stale' };
    if (this.isServingStale) return stale;
    const rendering = this.#render(address, cached);
    // Only a page that lacks no change may be given once more; of one from before this start nobody knows what it
    // lacks.
    const isOnlyOld = entry !== undefined && this.#isValid(address, entry);
    const timeout = isOnlyOld ? after(REVALIDATE_TIMEOUT_MS) : this.#untilUnreachable(rendering);
    const rendered = await Promise.race([rendering, timeout]);
    return rendered?.ok ? rendered : stale;
  }

  /** Resolves when the database is not reachable any more, or a page takes too long; at the latest with the page. */
  async #untilUnreachable(rendering: Promise<unknown>): Promise<undefined> {
    let isRendered = false;
    void rendering.finally(() => {
      isRendered = true;
    });
    const end = performance.now() + CHANGED_TIMEOUT_MS;
    while (!isRendered && this.#options.isDatabaseReachable() && performance.now() < end)
      await after(REACHABLE_POLL_MS);
  }

  /** After a change that readers may see: the pages that may show it are rendered again when they are requested. */
  invalidate(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.#changes++;
    for (const change of changes) {
      if (change.concerns === 'paper') {
        this.#lastSiteChange = this.#changes;
        continue;
      }
      const address =
        change.concerns === 'front' ? frontAddress(change.language) : postAddress(change.language, change.slug);
      this.#lastChangeByAddress.set(address, this.#changes);
      if (change.concerns === 'article') this.#lastChangeByLanguage.set(languageOf(address) ?? '', this.#changes);
    }
  }

  /** What is in memory. */
  get size(): { pages: number; bytes: number } {
    const partitions = [this.#main, this.#paginated, this.#negative];
    return {
      pages: partitions.reduce((sum, { pages }) => sum + pages.size, 0),
      bytes: partitions.reduce((sum, { pages }) => sum + pages.calculatedSize, 0),
    };
  }

  /** Whether pages are served stale because they could not be rendered just now. */
  get isServingStale(): boolean {
    return performance.now() < this.#serveStaleUntil || !this.#options.isDatabaseReachable();
  }

  /** Resolves when every page is on disk. */
  async flush(): Promise<void> {
    await Promise.allSettled(this.#rendering.values());
    await this.#writeQueue.onIdle();
  }

  /** Whether nothing has changed that the page may show. */
  #isValid(address: string, { renderedAtChange, language }: Entry): boolean {
    if (renderedAtChange < this.#lastSiteChange) return false;
    // Feeds of all languages, and pages that are not found, may depend on any article.
    if (!language) return renderedAtChange >= this.#changes;
    return (
      renderedAtChange >= (this.#lastChangeByLanguage.get(language) ?? 0) &&
      renderedAtChange >= (this.#lastChangeByAddress.get(address) ?? 0)
    );
  }

  /** The partition that has an address; undefined if none has. */
  #partitionOf(address: string): Partition | undefined {
    const partition = this.#partitionFor(address, 200);
    if (partition.entries.has(address)) return partition;
    return this.#negative.entries.has(address) ? this.#negative : undefined;
  }

  #partitionFor(address: string, status: number): Partition {
    if (!MAIN_STATUSES.has(status)) return this.#negative;
    return address.includes('?') ? this.#paginated : this.#main;
  }

  /** Requests for an address that is being rendered share that render. */
  #render(address: string, previous: Page | undefined): Promise<CacheResult> {
    const current = this.#rendering.get(address);
    if (current) return current;
    if (!previous && this.#renderQueue.size >= RENDER_QUEUE_LIMIT)
      return Promise.resolve({ ok: false, why: 'busy', incident: '' });
    const rendering = this.#renderQueue
      // Pages that exist come before addresses that somebody may have made up.
      .add(() => this.#renderNow(address, previous), { priority: previous ? 1 : 0 })
      .finally(() => this.#rendering.delete(address));
    this.#rendering.set(address, rendering);
    return rendering;
  }

  async #renderNow(address: string, previous: Page | undefined): Promise<CacheResult> {
    if (this.#writeQueue.size >= WRITE_QUEUE_LIMIT)
      await Promise.race([this.#writeQueue.onSizeLessThan(WRITE_QUEUE_LIMIT), after(WRITE_TIMEOUT_MS)]);
    const renderedAtChange = this.#changes;
    const result = await this.#options.render(address).catch((error: unknown): RenderFailure => {
      this.#options.onError('rendering threw', error);
      return { ok: false, why: 'failed', incident: '' };
    });
    if (!result.ok) {
      if (result.why === 'unreachable') this.#serveStaleUntil = performance.now() + BACKOFF_MS;
      return result;
    }
    const page = await createPage(result.response, Date.now(), previous);
    if (!result.cacheable) return { ok: true, page, cacheStatus: 'uncacheable' };
    this.#store(address, page, previous, renderedAtChange);
    return { ok: true, page, cacheStatus: 'miss' };
  }

  #store(address: string, page: Page, previous: Page | undefined, renderedAtChange: number): void {
    const partition = this.#partitionFor(address, page.status);
    const former = this.#partitionOf(address);
    const now = performance.now();
    const language = partition === this.#negative ? undefined : languageOf(address);
    const isSame = page.digest === previous?.digest;
    const lastTouch = isSame && former === partition ? partition.entries.get(address)?.touchedAt : undefined;
    const isTouchDue = lastTouch === undefined || now - lastTouch > TOUCH_MS;
    const touchedAt = isTouchDue ? now : lastTouch;
    partition.entries.set(address, { language, digest: page.digest, renderedAtChange, checkedAt: now, touchedAt });
    partition.pages.set(address, page);

    const { disk } = partition;
    if (disk && !isSame) this.#write(() => disk.write(address, page));
    else if (disk && isTouchDue)
      this.#write(async () => void ((await disk.touch(address)) || (await disk.write(address, page))));
    this.#removeFromOthers(address, partition, previous);
  }

  /** A page that is no longer found, or is found again, changes its partition. */
  #removeFromOthers(address: string, partition: Partition, previous: Page | undefined): void {
    const other = partition === this.#negative ? this.#partitionFor(address, 200) : this.#negative;
    other.entries.delete(address);
    other.pages.delete(address);
    const { disk } = other;
    if (previous && disk) this.#write(() => disk.remove(address));
  }

  #write(work: () => Promise<void>): void {
    // The renders under way may exceed the limit; more than that means that WRITE_TIMEOUT_MS has passed.
    if (this.#writeQueue.size >= WRITE_QUEUE_LIMIT + RENDER_CONCURRENCY)
      this.#options.onError('the disk is too slow; a page is not on disk', undefined);
    else
      void this.#writeQueue
        .add(work)
        .catch((error: unknown) => this.#options.onError('a page could not be written to disk', error));
  }
}

function ageOf({ checkedAt }: Entry): number {
  return performance.now() - checkedAt;
}

function languageOf(address: string): string | undefined {
  const prefix = address.split(/[/?]/, 2)[1] ?? '';
  return LANGUAGE_PATHS.has(prefix) ? prefix : undefined;
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined).unref());
}
