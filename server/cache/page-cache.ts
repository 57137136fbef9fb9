import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import { frontAddress, postAddress } from '#i18n/addresses';
import { LANGUAGES } from '#i18n/languages';
import type { Change } from '#newsroom/syndication/change';
import type { DiskCache } from '#server/cache/disk-cache';
import { type Answer, makePage, type Page, sizeOf } from '#server/rendering/page';

/** What came of asking for a page: an answer, finished (to be kept) or not, or why there is none. */
export type Made =
  | { ok: true; answer: Answer; finished: boolean }
  | { ok: false; why: 'unreachable' | 'failed' | 'busy'; incident: string };

export type Served =
  /** `how`: kept and right, just made, or the last good copy because a new one cannot be had in time. */
  | { ok: true; page: Page; how: 'kept' | 'made' | 'last-good' }
  | { ok: false; why: 'unreachable' | 'failed' | 'busy'; incident: string };

export type PageCacheOptions = {
  /** Makes the page of an address. RequestKind for one address once at a time. */
  ask(address: string): Promise<Made>;
  /**
   * Copies on disk of pages with a fixed address, and of later pages of lists (with a query), which anyone can make
   * more of.
   */
  copies: { lasting: DiskCache; later: DiskCache };
  /** For all pages in memory, bytes. */
  memory: number;
  /** How long a page may stand in for one that cannot be made, milliseconds. */
  keptFor: number;
  /** Hears of what should not happen: the disk refuses a copy. */
  trouble(what: string, error: unknown): void;
};

/**
 * What a page shows may depend on the time of day, and counts of views go on: after this a page is asked for again,
 * milliseconds.
 */
const MAX_AGE_MS = 60_000;
/** Until then it goes out meanwhile all the same, if nothing has changed: nobody waits for a count. */
const OLD_AGE_MS = 300_000;
/** Whoever waits for a page of which there is a good copy waits no longer than this, milliseconds. */
const PATIENCE_MS = 150;
/** The same for a copy from before this process began: nobody knows yet how much has changed since. */
const PATIENCE_AT_FIRST_MS = 1_000;
/** After a failure the last good copies go out at once for so long, milliseconds. */
const REST_MS = 1_000;
/** A copy in use is marked so at most this often, milliseconds. */
const TOUCH_MS = 3_600_000;
/** Pages made at a time. They share one processor: of many begun at once all are late, of a few most are early. */
const AT_A_TIME = 2;
/** Addresses never seen before that may wait to be made; a flood of made-up ones ends here. */
const QUEUE_LIMIT = 400;
/** Pages that may wait for the disk; they are in memory until they are on it. */
const UNWRITTEN_LIMIT = 100;
/** With so many waiting, the next page is made so much later at most, milliseconds. */
const DISK_PATIENCE_MS = 1_000;

/**
 * Pages, pages withdrawn, and doors that lead elsewhere every day, such as the archive's: what there is a known number
 * of.
 */
const LASTING = new Set([200, 410, 307]);

type Known = {
  /** First part of the address where that is a language's. */
  language: string | undefined;
  digest: string;
  /** State of the changes when the page began to be made. */
  tick: number;
  checkedAt: number;
  /** When its copy on disk was last marked as in use. */
  usedAt: number;
};

type Shelf = { known: LRUCache<string, Known>; pages: LRUCache<string, Page>; copies: DiskCache | undefined };

const LANGUAGE_PATHS = new Set(LANGUAGES.map(({ path }) => path));

/**
 * Finished public pages in memory and on disk. A change makes the pages that may show it suspect: the next who asks
 * makes Next make them anew. While that cannot be done, the last good copy goes out. See docs/decisions/009.
 */
export class PageCache {
  readonly #options: PageCacheOptions;
  readonly #lasting: Shelf;
  readonly #later: Shelf;
  /**
   * Lasting redirects and pages that are not there: there is no end of their addresses, so they are kept apart, few,
   * and never on disk.
   */
  readonly #passing: Shelf;
  readonly #asking = new Map<string, Promise<Served>>();
  readonly #queue = new PQueue({ concurrency: AT_A_TIME });
  /** One after the other, so that of two copies of a page the newer stays. */
  readonly #disk = new PQueue({ concurrency: 1 });

  // Which changes there have been: a counter, and its value at the last change to each thing.
  #tick = 0;
  #paper = 0;
  #anything = 0;
  readonly #languages = new Map<string, number>();
  readonly #addresses = new LRUCache<string, number>({ max: 50_000 });

  #restUntil = 0;
  readonly counts = { kept: 0, made: 0, lastGood: 0, failed: 0, unfinished: 0 };

  constructor(options: PageCacheOptions) {
    this.#options = options;
    const shelf = (share: number, entries: number, copies?: DiskCache): Shelf => ({
      known: new LRUCache({ max: entries }),
      pages: new LRUCache({ maxSize: Math.ceil(options.memory * share), sizeCalculation: sizeOf }),
      copies,
    });
    this.#lasting = shelf(0.8, 100_000, options.copies.lasting);
    this.#later = shelf(0.15, 10_000, options.copies.later);
    this.#passing = shelf(0.05, 1_000);
  }

  /** A page that is in memory and right, at once; undefined when that takes waiting. */
  find(address: string): Page | undefined {
    const shelf = this.#shelfOf(address);
    const known = shelf?.known.get(address);
    const page = known && shelf?.pages.get(address);
    if (!page || page.digest !== known.digest || ageOf(known) > MAX_AGE_MS || !this.#isRight(address, known))
      return undefined;
    this.counts.kept++;
    return page;
  }

  /** The page of an address: kept, made now, or the last good copy. */
  async get(address: string): Promise<Served> {
    const kept = this.find(address);
    if (kept) return { ok: true, page: kept, how: 'kept' };

    const shelf = this.#shelfOf(address) ?? this.#homeOf(address, 200);
    const known = shelf.known.get(address);
    const copy = shelf.pages.get(address) ?? (await shelf.copies?.read(address));
    if (copy && known?.digest === copy.digest && ageOf(known) <= OLD_AGE_MS && this.#isRight(address, known)) {
      if (ageOf(known) > MAX_AGE_MS && !this.isServingStale) void this.#ask(address, copy);
      shelf.pages.set(address, copy);
      this.counts.kept++;
      return { ok: true, page: copy, how: 'kept' };
    }
    const isGood = copy !== undefined && Date.now() - copy.madeAt <= this.#options.keptFor;
    if (isGood && this.isServingStale) return this.#lastGood(copy);

    const asking = this.#ask(address, copy);
    const served = isGood
      ? await Promise.race([asking, after(known ? PATIENCE_MS : PATIENCE_AT_FIRST_MS)])
      : await asking;
    if (served?.ok) return served;
    if (isGood) return this.#lastGood(copy);
    this.counts.failed++;
    return served ?? asking;
  }

  /** Something readers may see has changed: from now on the pages that may show it are asked for again. */
  suspect(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.#tick++;
    this.#anything = this.#tick;
    for (const change of changes) {
      if (change.concerns === 'paper') {
        this.#paper = this.#tick;
        continue;
      }
      const address =
        change.concerns === 'front' ? frontAddress(change.language) : postAddress(change.language, change.slug);
      this.#addresses.set(address, this.#tick);
      if (change.concerns === 'article') this.#languages.set(languageIn(address) ?? '', this.#tick);
    }
  }

  /** Pages and bytes in memory. */
  get size(): { pages: number; bytes: number } {
    const shelves = [this.#lasting, this.#later, this.#passing];
    return {
      pages: shelves.reduce((sum, { pages }) => sum + pages.size, 0),
      bytes: shelves.reduce((sum, { pages }) => sum + pages.calculatedSize, 0),
    };
  }

  /** Whether last good copies stand in because pages cannot be made. */
  get isServingStale(): boolean {
    return performance.now() < this.#restUntil;
  }

  /** Resolves when every copy is on disk. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#asking.values());
    await this.#disk.onIdle();
  }

  #lastGood(page: Page): Served {
    this.counts.lastGood++;
    return { ok: true, page, how: 'last-good' };
  }

  /** Whether nothing has changed that the page may show. */
  #isRight(address: string, { tick, language }: Known): boolean {
    if (tick < this.#paper) return false;
    // Feeds of all languages, and pages that are not there, may depend on any article.
    if (!language) return tick >= this.#anything;
    return tick >= (this.#languages.get(language) ?? 0) && tick >= (this.#addresses.get(address) ?? 0);
  }

  /** The shelf that an address is on; undefined when it is on none. */
  #shelfOf(address: string): Shelf | undefined {
    const home = this.#homeOf(address, 200);
    if (home.known.has(address)) return home;
    return this.#passing.known.has(address) ? this.#passing : undefined;
  }

  #homeOf(address: string, status: number): Shelf {
    if (!LASTING.has(status)) return this.#passing;
    return address.includes('?') ? this.#later : this.#lasting;
  }

  #ask(address: string, former: Page | undefined): Promise<Served> {
    const under = this.#asking.get(address);
    if (under) return under;
    if (!former && this.#queue.size >= QUEUE_LIMIT) return Promise.resolve({ ok: false, why: 'busy', incident: '' });
    const asking = this.#queue
      // Pages that there are come before those that somebody may have made up.
      .add(() => this.#make(address, former), { priority: former ? 1 : 0 })
      .finally(() => this.#asking.delete(address));
    this.#asking.set(address, asking);
    return asking;
  }

  async #make(address: string, former: Page | undefined): Promise<Served> {
    if (this.#disk.size >= UNWRITTEN_LIMIT)
      await Promise.race([this.#disk.onSizeLessThan(UNWRITTEN_LIMIT), after(DISK_PATIENCE_MS)]);
    const tick = this.#tick;
    const made = await this.#options.ask(address).catch((error: unknown): Made => {
      this.#options.trouble('a page could not be asked for', error);
      return { ok: false, why: 'failed', incident: '' };
    });
    if (!made.ok) {
      if (made.why === 'unreachable') this.#restUntil = performance.now() + REST_MS;
      return made;
    }
    const page = await makePage(made.answer, Date.now(), former);
    if (made.finished) this.#keep(address, page, former, tick);
    else this.counts.unfinished++;
    this.counts.made++;
    return { ok: true, page, how: 'made' };
  }

  #keep(address: string, page: Page, former: Page | undefined, tick: number): void {
    const shelf = this.#homeOf(address, page.status);
    const other = this.#shelfOf(address);
    const now = performance.now();
    const language = shelf === this.#passing ? undefined : languageIn(address);
    const isNew = page.digest !== former?.digest || other !== shelf;
    const used = isNew ? undefined : shelf.known.get(address)?.usedAt;
    const isDue = used === undefined || now - used > TOUCH_MS;
    shelf.known.set(address, { language, digest: page.digest, tick, checkedAt: now, usedAt: isDue ? now : used });
    shelf.pages.set(address, page);

    const write = (work: () => Promise<void>) => {
      // So many may have passed the gate at once; beyond that, it was opened by impatience.
      if (this.#disk.size >= UNWRITTEN_LIMIT + AT_A_TIME)
        this.#options.trouble('the disk does not keep up; a page has no copy', undefined);
      else
        void this.#disk.add(work).catch((error: unknown) => this.#options.trouble('a copy could not be kept', error));
    };
    if (page.digest !== former?.digest) write(async () => shelf.copies?.write(address, page));
    else if (isDue)
      write(async () => void ((await shelf.copies?.touch(address)) || (await shelf.copies?.write(address, page))));

    const home = this.#homeOf(address, 200);
    if (shelf === this.#passing) {
      home.known.delete(address);
      home.pages.delete(address);
      if (former && home.copies) write(async () => home.copies?.remove(address));
    } else if (other === this.#passing) {
      other.known.delete(address);
      other.pages.delete(address);
    }
  }
}

function ageOf({ checkedAt }: Known): number {
  return performance.now() - checkedAt;
}

function languageIn(address: string): string | undefined {
  const first = address.split(/[/?]/, 2)[1] ?? '';
  return LANGUAGE_PATHS.has(first) ? first : undefined;
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined).unref());
}
