import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import { notFoundAddress } from '#i18n/addresses';
import { languageAtPath } from '#i18n/languages';
import { postKey } from '#newsroom/surrogate-keys';
import type { Change } from '#newsroom/syndication/change';
import type { Admission, AnonymousWork } from '#server/admission';
import type { LookedUp } from '#server/cache/address-look-up';
import { keysOfAbsent } from '#server/cache/address-parts';
import { type Answer, addBrotli, assemble, type Filling } from '#server/cache/answer';
import { Audience } from '#server/cache/audience';
import type { ChangeLog } from '#server/cache/change-log';
import type { DiskCache } from '#server/cache/disk-cache';
import { after, waitWhile } from '#server/cache/wait';
import { createPage, type Page, type RenderFailure, type RenderResult } from '#server/rendering/page';

/**
 * Where an answer came from: the cache, a render just now (`uncacheable` if that page must not be cached), or the cache
 * although it may be outdated, because a new one cannot be had in time.
 */
export type CacheStatus = 'hit' | 'miss' | 'uncacheable' | 'stale';

export type CacheResult = { ok: true; answer: Answer; cacheStatus: CacheStatus } | RenderFailure;

export type PageCacheOptions = {
  /** Renders the page of an address. Called for one address once at a time. */
  render(address: string): Promise<RenderResult>;
  /** What the database knows of an address that is not in the cache. */
  lookUp(address: string): Promise<LookedUp>;
  /** Renders wait here for their turn. */
  admission: Admission;
  /** How often an article has been read, as it reads in the language of an address; undefined if unknown just now. */
  countViews(article: number): Promise<number | undefined>;
  formatViews(views: number, address: string): string;
  changes: ChangeLog;
  /** Up to which transaction all changes are known; undefined before the outbox has been read. */
  position(): { transaction: number; timeline: string } | undefined;
  /** One for pages with a fixed address, one for later pages of lists and the API, of which there are far more. */
  disk: { main: DiskCache; paginated: DiskCache };
  /** Names the program: what another one has rendered names files that may be gone. */
  build: string;
  /** For all pages in memory. */
  maxMemoryBytes: number;
  /** How long a page may be served stale, milliseconds. */
  maxStaleMs: number;
  /** Whether the database answered when it was asked last. */
  isDatabaseReachable(): boolean;
  /** Called when something goes wrong that readers do not notice, such as a full disk. */
  onError(message: string, error: unknown): void;
};

/** A count of views is asked for again after so long. */
const COUNT_MS = 60_000;
/** A fragment that a change has touched is shown for so long while it is rendered: many pages wait for it at once. */
const FRAGMENT_GRACE_MS = 300;
/** Longest that a request waits for a new page when the one there is only too old, and lacks no change. */
const REVALIDATE_TIMEOUT_MS = 150;
/** Longest that a request waits for a page that has changed while the one before it is there. */
const CHANGED_TIMEOUT_MS = 10_000;
/** After the database was unreachable, stale pages are served at once for so long. */
const BACKOFF_MS = 1_000;
/** A page on disk is marked as used at most this often. */
const TOUCH_MS = 3_600_000;
/** Anybody can make them up: they are in memory for a minute, and never on disk. */
const SUGGESTIONS = '/api/search/suggest';
const SUGGESTIONS_MS = 60_000;
/** What has been published is rendered before all else that is not in the cache for so long. */
const NEWS_MS = 60_000;
/** Pages that may wait for the disk; they are in memory until they are written. */
const WRITE_QUEUE_LIMIT = 100;
/** Renders that may be under way while so many wait (server/admission.ts). */
const RENDERS_UNDER_WAY = 7;
/** While so many wait, the next render is held back, at most so long. */
const WRITE_TIMEOUT_MS = 1_000;
/** An answer that lives shorter is not worth the time that brotli takes. */
const BROTLI_AGE_MS = 5_000;
/** Answers that may wait to be compressed better. */
const BROTLI_QUEUE_LIMIT = 50;

/** A page in memory, and the answer that it was last sent as. */
type Held = {
  page: Page;
  /** The last batch of changes that is known not to have touched it. */
  validAt: number;
  /** When its file was last marked as used, by performance.now(). */
  touchedAt: number;
  views: number;
  /** When the views were counted, likewise. */
  countedAt: number;
  answer?: Answer;
  fillings: Filling[];
  /** The answer is right while no later batch of changes has come … */
  answerValidAt: number;
  /** … and until then, milliseconds since 1970. */
  answerValidUntil: number;
  /** When the answer was made, by performance.now(). */
  filledAt: number;
  isBeingImproved: boolean;
};

type Partition = { pages: LRUCache<string, Held>; disk: DiskCache };

/** Who asks for a page. */
export type Reader = {
  /** Aborted when the reader has gone. */
  signal?: AbortSignal;
  /** The block of addresses that the request comes from. */
  client?: string;
};

type Rendering = { got: Promise<Got>; audience: Audience };

/** A page, and whether it is right. */
type Got = { ok: true; held: Held; cacheStatus: CacheStatus } | RenderFailure | { ok: false; why: 'absent' };

/**
 * Rendered public pages in memory and on disk. A page is right until a surrogate key that it was made from is touched,
 * or until an instant that it names; then the next request renders it again. While that is not possible, stale pages
 * are served. See docs/decisions/075.
 */
export class PageCache {
  readonly #options: PageCacheOptions;
  readonly #changes: ChangeLog;
  readonly #main: Partition;
  readonly #paginated: Partition;
  /** Addresses of the fragments that pages have been filled in with. There are a few for each language. */
  readonly #fragments = new Set<string>();
  readonly #rendering = new Map<string, Rendering>();
  /** One at a time, so that of two versions of a page the newer stays. */
  readonly #writeQueue = new PQueue({ concurrency: 1 });
  readonly #brotliQueue = new PQueue({ concurrency: 1 });

  #serveStaleUntil = 0;
  /** Requests by result. */
  readonly counts: Record<CacheStatus | 'error', number> = { hit: 0, miss: 0, stale: 0, error: 0, uncacheable: 0 };

  constructor(options: PageCacheOptions) {
    this.#options = options;
    this.#changes = options.changes;
    const partition = (share: number, disk: DiskCache): Partition => ({
      pages: new LRUCache({ maxSize: Math.ceil(options.maxMemoryBytes * share), sizeCalculation: sizeOf }),
      disk,
    });
    this.#main = partition(0.8, options.disk.main);
    this.#paginated = partition(0.2, options.disk.paginated);
  }

  /** The answer of an address if it is in memory and right. Never waits. */
  lookup(address: string): Answer | undefined {
    const held = this.#heldAt(address);
    if (!held) return undefined;
    const answer = this.#isAnswerRight(held) ? held.answer : this.#refill(address, held);
    if (!answer) return undefined;
    this.counts.hit++;
    this.#improve(held, answer);
    return answer;
  }

  /** The answer of an address: from the cache, rendered now, or stale. */
  async fetch(address: string, reader: Reader = {}): Promise<CacheResult> {
    const answer = this.lookup(address);
    if (answer) return { ok: true, answer, cacheStatus: 'hit' };
    const result = await this.#fetchSlowly(address, reader);
    if (result === 'absent') return this.#fetchNotFound(address, reader);
    this.counts[result.ok ? result.cacheStatus : 'error']++;
    return result;
  }

  /** The page for all addresses where nothing is. What can come to be at this one is among its surrogate keys. */
  async #fetchNotFound(address: string, reader: Reader): Promise<CacheResult> {
    const language = languageAtPath(address.split('/')[1] ?? '')?.code;
    const result = await this.fetch(notFoundAddress(language), reader);
    if (!result.ok) return result;
    const keys = [result.answer.keys, ...keysOfAbsent(address)].filter(Boolean).join(' ');
    return { ...result, answer: { ...result.answer, keys } };
  }

  async #fetchSlowly(address: string, reader: Reader): Promise<CacheResult | 'absent'> {
    const got = await this.#get(address, reader);
    if (!got.ok) return got.why === 'absent' ? 'absent' : { ...got, why: got.why };
    const { held } = got;
    const views = held.page.slots.find((slot) => slot.kind === 'views');
    const [fragments] = await Promise.all([
      Promise.all(held.page.slots.map((slot) => (slot.kind === 'fragment' ? this.#fragment(slot.address) : undefined))),
      views &&
        !this.isServingStale &&
        performance.now() - held.countedAt > COUNT_MS &&
        this.#count(held, views.article),
    ]);
    const isStale =
      got.cacheStatus === 'stale' || fragments.some((one) => one && (!one.ok || one.cacheStatus === 'stale'));
    const fillings = held.page.slots.map((slot, index): Filling => {
      if (slot.kind === 'views') return this.#options.formatViews(held.views, address);
      const fragment = fragments[index];
      // A story without the column is better than none.
      return fragment?.ok ? fragment.held.page : '';
    });
    const answer = this.#fill(held, fillings);
    // What may be outdated is looked at again by the next request.
    held.answerValidAt = isStale ? -1 : this.#validAtOf(held);
    held.answerValidUntil = this.#validUntilOf(held);
    return { ok: true, answer, cacheStatus: isStale ? 'stale' : got.cacheStatus };
  }

  /** A change that readers may see has arrived: fragments are rendered at once, pages when they are requested. */
  invalidate(changes: readonly Pick<Change, 'keys' | 'transaction'>[]): void {
    if (changes.length === 0) return;
    this.#changes.add(changes);
    for (const address of this.#fragments) {
      const held = this.#main.pages.peek(address);
      if (held && !this.#isRight(held)) void this.#render(address, held);
    }
  }

  /** What is in memory. */
  get size(): { pages: number; bytes: number } {
    const partitions = [this.#main, this.#paginated];
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
    await Promise.allSettled([...this.#rendering.values()].map(({ got }) => got));
    await this.#brotliQueue.onIdle();
    await this.#writeQueue.onIdle();
  }

  // What is right.

  #isAnswerRight(held: Held): boolean {
    return held.answerValidAt === this.#changes.current && Date.now() < held.answerValidUntil;
  }

  /** Whether the page lacks no change and is not too old. */
  #isRight(held: Held): boolean {
    return Date.now() < held.page.validUntil && this.#lacksNothing(held);
  }

  #lacksNothing(held: Held): boolean {
    const { current } = this.#changes;
    if (held.validAt === current) return true;
    if (!this.#changes.isValid(held.page.keys, held.validAt)) return false;
    held.validAt = current;
    return true;
  }

  #isInGrace({ page }: Held): boolean {
    return performance.now() - this.#changes.touchedAt(page.keys) < FRAGMENT_GRACE_MS;
  }

  /** -1 while a fragment is shown that is being rendered: it is looked at again by the next request. */
  #validAtOf(held: Held): number {
    const isWhole = held.page.slots.every((slot) => {
      const fragment = slot.kind === 'fragment' ? this.#main.pages.peek(slot.address) : undefined;
      return slot.kind === 'views' || (fragment && this.#isRight(fragment) && held.fillings.includes(fragment.page));
    });
    return isWhole && this.#isRight(held) ? this.#changes.current : -1;
  }

  #validUntilOf({ page, fillings, countedAt }: Held): number {
    let until = page.validUntil;
    for (const filling of fillings) if (typeof filling !== 'string') until = Math.min(until, filling.validUntil);
    const hasViews = page.slots.some(({ kind }) => kind === 'views');
    return hasViews ? Math.min(until, Date.now() + COUNT_MS - (performance.now() - countedAt)) : until;
  }

  // Filling in.

  /** The answer again, if nothing has to be waited for. */
  #refill(address: string, held: Held): Answer | undefined {
    const { page } = held;
    if (!this.#isRight(held)) return undefined;
    const fillings: Filling[] = [];
    for (const slot of page.slots) {
      if (slot.kind === 'views') {
        if (performance.now() - held.countedAt > COUNT_MS) return undefined;
        fillings.push(this.#options.formatViews(held.views, address));
        continue;
      }
      const fragment = this.#main.pages.get(slot.address);
      if (!fragment || (!this.#isRight(fragment) && !this.#isInGrace(fragment))) return undefined;
      fillings.push(fragment.page);
    }
    const answer = this.#fill(held, fillings);
    held.answerValidAt = this.#validAtOf(held);
    held.answerValidUntil = this.#validUntilOf(held);
    return answer;
  }

  #fill(held: Held, fillings: Filling[]): Answer {
    const { answer: last } = held;
    const isSame = last && fillings.every((filling, index) => isSameFilling(filling, held.fillings[index]));
    if (isSame) return last;
    const { page, answer } = assemble(held.page, fillings);
    Object.assign(held, { page, answer, fillings, filledAt: performance.now() });
    return answer;
  }

  async #count(held: Held, article: number): Promise<void> {
    const views = await Promise.race([this.#options.countViews(article), after(REVALIDATE_TIMEOUT_MS)]);
    // Without an answer the last number stands, and is asked for again.
    if (views === undefined) return;
    held.views = views;
    held.countedAt = performance.now();
  }

  async #fragment(address: string): Promise<Got> {
    this.#fragments.add(address);
    const held = this.#main.pages.get(address);
    if (held && !this.#isRight(held) && this.#isInGrace(held)) {
      void this.#render(address, held);
      return { ok: true, held, cacheStatus: 'hit' };
    }
    return this.#get(address);
  }

  /** What is asked for again after a while is compressed better. */
  #improve(held: Held, answer: Answer): void {
    if (answer.br || held.isBeingImproved || performance.now() - held.filledAt < BROTLI_AGE_MS) return;
    if (this.#brotliQueue.size >= BROTLI_QUEUE_LIMIT) return;
    held.isBeingImproved = true;
    void this.#brotliQueue
      .add(() => addBrotli(answer))
      .catch((error: unknown) => this.#options.onError('an answer could not be compressed', error))
      .finally(() => {
        held.isBeingImproved = false;
      });
  }

  // Getting pages.

  async #get(address: string, reader: Reader = {}): Promise<Got> {
    const held = this.#heldAt(address) ?? (await this.#read(address));
    if (held && this.#isRight(held)) {
      this.#keepOnDisk(address, held);
      return { ok: true, held, cacheStatus: 'hit' };
    }
    const isServable = held !== undefined && Date.now() - held.page.renderedAt <= this.#options.maxStaleMs;
    if (!held) return this.#renderUnknown(address, reader);
    if (!isServable) return this.#render(address, held, reader);
    const stale: Got = { ok: true, held, cacheStatus: 'stale' };
    if (this.isServingStale) return stale;
    const rendering = this.#render(address, held, reader);
    // The API gives the number of views itself, which is not to be old.
    const timeout =
      this.#lacksNothing(held) && !isApi(address)
        ? after(REVALIDATE_TIMEOUT_MS)
        : waitWhile(() => this.#options.isDatabaseReachable(), rendering, CHANGED_TIMEOUT_MS);
    const got = await Promise.race([rendering, timeout]);
    return got?.ok ? got : stale;
  }

  async #renderUnknown(address: string, reader: Reader): Promise<Got> {
    // What is being rendered is known, and so are addresses that no reader can ask for.
    const isKnown = this.#rendering.has(address) || address.includes('/-/');
    const found = isKnown ? 'known' : await this.#options.lookUp(address);
    if (found === 'known' || found === 'passing') return this.#render(address, undefined, reader, found);
    if (found === 'absent') return { ok: false, why: found };
    if (found === 'unreachable') this.#serveStaleUntil = performance.now() + BACKOFF_MS;
    return { ok: false, why: found, incident: '' };
  }

  #heldAt(address: string): Held | undefined {
    return this.#partitionFor(address).pages.get(address);
  }

  /** A page from the disk. It is right if the database remembers no change since. */
  async #read(address: string): Promise<Held | undefined> {
    const partition = this.#partitionFor(address);
    const { current } = this.#changes;
    const stored = address.startsWith(SUGGESTIONS) ? undefined : await partition.disk.read(address);
    if (!stored) return undefined;
    const { page, transaction, timeline, build, views } = stored;
    const isRight =
      build === this.#options.build &&
      timeline === this.#options.position()?.timeline &&
      this.#changes.isValidSince(page.keys, transaction);
    const held = hold(page, isRight ? current : -1, views);
    held.touchedAt = performance.now() - (Date.now() - page.renderedAt);
    // Somebody else may have read or rendered it meanwhile.
    const other = partition.pages.get(address);
    if (other && this.#isRight(other)) return other;
    if (isRight) partition.pages.set(address, held);
    return held;
  }

  #partitionFor(address: string): Partition {
    return address.includes('?') || isApi(address) ? this.#paginated : this.#main;
  }

  /** Requests for an address that is being rendered share that render. */
  #render(
    address: string,
    previous: Held | undefined,
    reader: Reader = {},
    found: 'known' | 'passing' = 'known',
  ): Promise<Got> {
    const current = this.#rendering.get(address);
    if (current && !current.audience.hasGone) {
      current.audience.join(reader.signal);
      return current.got;
    }
    const audience = new Audience();
    audience.join(reader.signal);
    const got = this.#renderInTurn(address, previous, found, { ...reader, signal: audience.signal }).finally(() => {
      if (this.#rendering.get(address)?.audience === audience) this.#rendering.delete(address);
    });
    this.#rendering.set(address, { got, audience });
    return got;
  }

  async #renderInTurn(
    address: string,
    previous: Held | undefined,
    found: 'known' | 'passing',
    { signal, client }: Reader,
  ): Promise<Got> {
    const work = () => this.#renderNow(address, previous, found);
    const priority = this.#priorityOf(address, previous);
    const admitted = await this.#options.admission.admit(workOf(address), work, { signal, client, priority });
    if (admitted.ok) return admitted.value;
    return { ok: false, why: admitted.why === 'too-many' ? 'too-many' : 'busy', incident: '' };
  }

  /** Fragments stand in many pages; pages that exist, and news, come before what somebody may have made up. */
  #priorityOf(address: string, previous: Held | undefined): number {
    if (this.#fragments.has(address)) return 2;
    if (previous) return 1;
    const slug = /^\/[a-z]+\/post\/([a-z0-9-]+)$/.exec(address)?.[1];
    const touchedAt = slug ? this.#changes.touchedAt(postKey(slug)) : 0;
    return touchedAt > 0 && performance.now() - touchedAt < NEWS_MS ? 1 : 0;
  }

  async #renderNow(address: string, previous: Held | undefined, found: 'known' | 'passing'): Promise<Got> {
    if (this.#writeQueue.size >= WRITE_QUEUE_LIMIT)
      await Promise.race([this.#writeQueue.onSizeLessThan(WRITE_QUEUE_LIMIT), after(WRITE_TIMEOUT_MS)]);
    const { current } = this.#changes;
    const result = await this.#options.render(address).catch((error: unknown): RenderFailure => {
      this.#options.onError('rendering threw', error);
      return { ok: false, why: 'failed', incident: '' };
    });
    if (!result.ok) {
      if (result.why === 'unreachable') this.#serveStaleUntil = performance.now() + BACKOFF_MS;
      return result;
    }
    const page = createPage(result.response, Date.now(), result.reads);
    const held = hold(page, current, previous?.views ?? 0);
    if (!result.cacheable || found === 'passing') return { ok: true, held, cacheStatus: 'uncacheable' };
    if (page.status === 404 && !isKeptAsNotFound(address, previous?.page.status)) {
      if (previous) this.#forget(address);
      return { ok: true, held, cacheStatus: 'uncacheable' };
    }
    this.#store(address, held, previous);
    return { ok: true, held, cacheStatus: 'miss' };
  }

  #store(address: string, held: Held, previous: Held | undefined): void {
    if (previous && previous.page.digest === held.page.digest) {
      // The same page: its answer, compressed as it is, goes on.
      const { views, countedAt, fillings, filledAt } = previous;
      const { pieces } = previous.page;
      Object.assign(held, { views, countedAt, fillings, filledAt, page: { ...held.page, pieces } });
      if (previous.answer && previous.page.keys === held.page.keys) held.answer = previous.answer;
    }
    const { pages } = this.#partitionFor(address);
    pages.set(address, held, address.startsWith(SUGGESTIONS) ? { ttl: SUGGESTIONS_MS } : {});
    this.#keepOnDisk(address, held, true);
  }

  #forget(address: string): void {
    const { pages, disk } = this.#partitionFor(address);
    pages.delete(address);
    this.#write(() => disk.remove(address));
  }

  /** Writes a page that is new, and marks one that is used. */
  #keepOnDisk(address: string, held: Held, isNew = false): void {
    const { disk } = this.#partitionFor(address);
    const now = performance.now();
    if (address.startsWith(SUGGESTIONS) || (!isNew && now - held.touchedAt < TOUCH_MS)) return;
    held.touchedAt = now;
    // A page that seems unused for an hour longer is no harm.
    if (!isNew && this.#writeQueue.size >= WRITE_QUEUE_LIMIT) return;
    this.#write(async () => {
      if (!isNew && (await disk.touch(address))) return;
      const position = this.#options.position();
      const { transaction, timeline } = position ?? { transaction: 0, timeline: '' };
      const { build } = this.#options;
      const { page, views } = held;
      // What has been touched meanwhile is right as to nothing, but better than no page.
      const rightUntil = this.#lacksNothing(held) ? transaction : 0;
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

function hold(page: Page, validAt: number, views: number): Held {
  return {
    page,
    validAt,
    views,
    touchedAt: -Infinity,
    countedAt: -Infinity,
    fillings: [],
    answerValidAt: -1,
    answerValidUntil: 0,
    filledAt: 0,
    isBeingImproved: false,
  };
}

/**
 * Whether a page with status 404 is kept: the one for all addresses where nothing is, and a story that is there in other
 * languages. There is a known number of these.
 */
function isKeptAsNotFound(address: string, previousStatus = 404): boolean {
  return address.endsWith('/-/-') || (/^\/[a-z]+\/post\//.test(address) && previousStatus === 404);
}

function workOf(address: string): AnonymousWork {
  if (address.startsWith('/share/')) return 'share card';
  if (/^\/(news-)?sitemap/.test(address)) return 'sitemap';
  if (address.startsWith(SUGGESTIONS)) return 'suggestions';
  return isApi(address) ? 'api' : 'page';
}

const isApi = (address: string) => address.startsWith('/api/');

function isSameFilling(one: Filling, other: Filling | undefined): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return one.digest === other?.digest && one.keys === other.keys;
}

/**
 * Bytes that a page takes in memory at most: its pieces, which lie in its answer, the answer as brotli and with a
 * dictionary (a third of it, or less), and all of them as text to be sent.
 */
function sizeOf({ page }: Held): number {
  return page.pieces.reduce((sum, { deflated }) => sum + deflated.length, 0) * 5 + page.keys.length + 4_096;
}
