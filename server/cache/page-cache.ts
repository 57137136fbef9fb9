import { LRUCache } from 'lru-cache';
import { notFoundAddress } from '#i18n/addresses';
import { languageAtPath } from '#i18n/languages';
import { keysOfAbsent } from '#newsroom/articles/address-parts';
import type { Change } from '#newsroom/syndication/change';
import { nowMs } from '#platform/clock';
import type { LookedUp } from '#server/cache/address-look-up';
import { type Answer, assemble, type Filling } from '#server/cache/answer';
import { isApi } from '#server/cache/api-address';
import { type Held, isRight, lacksNothing } from '#server/cache/held-page';
import { PageStore, type PageStoreOptions } from '#server/cache/page-store';
import { type CacheStatus, type Got, type Reader, Renderings, type RenderingsOptions } from '#server/cache/renderings';
import { after, waitWhile } from '#server/cache/wait';
import type { RenderFailure } from '#server/rendering/page';

export type CacheResult = { ok: true; answer: Answer; cacheStatus: CacheStatus } | RenderFailure;

export type PageCacheOptions = PageStoreOptions &
  RenderingsOptions & {
    /** What the database knows of an address that is not in the cache. */
    lookUp(address: string): Promise<LookedUp>;
    /** How often an article has been read; undefined if unknown just now. */
    countViews(article: number): Promise<number | undefined>;
    /** A number of views as it reads in the language of an address. */
    formatViews(views: number, address: string): string;
    /** How long a page may be served stale, milliseconds. */
    maxStaleMs: number;
    /** Whether the database answered when it was asked last. */
    isDatabaseReachable(): boolean;
  };

/** A count of views is asked for again after so long. */
const COUNT_MS = 60_000;
/** … and after so long where there was no answer. */
const UNCOUNTED_MS = 5_000;
/** A fragment that a change has touched is shown for so long while it is rendered: many pages wait for it at once. */
const FRAGMENT_GRACE_MS = 300;
/** Longest that a request waits for a new page when the one there is only too old, and lacks no change. */
const REVALIDATE_TIMEOUT_MS = 150;
/** Longest that a request waits for a page that has changed while the one before it is there. */
const CHANGED_TIMEOUT_MS = 10_000;
/** A page that could not be rendered is served as it was for so long, while it is rendered again behind that. */
const FAILED_MS = 30_000;
/** After the database was unreachable, stale pages are served at once for so long. */
const BACKOFF_MS = 1_000;

/**
 * Rendered public pages in memory and on disk. A page is right until a surrogate key that it was made from is touched,
 * or until an instant that it names; then the next request renders it again. While that is not possible, stale pages
 * are served. See docs/decisions/075.
 */
export class PageCache {
  readonly #options: PageCacheOptions;
  readonly #store: PageStore;
  readonly #renderings: Renderings;
  /** Addresses of the fragments that pages have been filled in with. There are a few for each language. */
  readonly #fragments = new Set<string>();

  /** When pages could not be rendered that are there as they were, by performance.now(). */
  readonly #failedAt = new LRUCache<string, number>({ max: 1_000 });
  #serveStaleUntil = 0;
  /** Requests by result. */
  readonly counts: Record<CacheStatus | 'error', number> = { hit: 0, miss: 0, stale: 0, error: 0, uncacheable: 0 };

  constructor(options: PageCacheOptions) {
    this.#options = options;
    this.#store = new PageStore(options);
    this.#renderings = new Renderings(options, this.#store);
  }

  /** The answer of an address if it is in memory and right. Never waits. */
  lookup(address: string): Answer | undefined {
    const held = this.#store.get(address);
    if (!held) return undefined;
    const answer = this.#isAnswerRight(held) ? held.answer : this.#refill(address, held);
    if (!answer) return undefined;
    this.counts.hit++;
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
    if (got === 'absent' || !got.ok) return got;
    const { held } = got;
    const { slots } = held.page;
    const [fragments] = await Promise.all([
      Promise.all(slots.map((slot) => (slot.kind === 'fragment' ? this.#fragment(slot.address) : undefined))),
      this.#count(held),
    ]);
    // A change may have come while it was rendered.
    const isStale =
      got.cacheStatus === 'stale' ||
      !lacksNothing(held, this.#options.changes) ||
      fragments.some((one) => one && isMissingOrStale(one));
    const fillings = slots.map((slot, index): Filling => {
      if (slot.kind === 'views') return this.#options.formatViews(held.views, address);
      const fragment = fragments[index];
      // A story without the column is better than none.
      return fragment && fragment !== 'absent' && fragment.ok ? fragment.held.page : '';
    });
    const answer = this.#fill(address, held, fillings);
    // What may be outdated is looked at again by the next request.
    if (isStale) held.answerValidAt = -1;
    return { ok: true, answer, cacheStatus: isStale ? 'stale' : got.cacheStatus };
  }

  /** A change that readers may see has arrived: fragments are rendered at once, pages when they are requested. */
  invalidate(arrived: readonly Pick<Change, 'keys' | 'transaction'>[]): void {
    if (arrived.length === 0) return;
    this.#options.changes.add(arrived);
    for (const address of this.#fragments) {
      const previous = this.#store.peek(address);
      if (previous && !this.#isRight(previous)) void this.#render(address, { previous });
    }
  }

  /** What is in memory. */
  get size(): { pages: number; bytes: number } {
    return this.#store.size;
  }

  /** Whether pages are served stale because they could not be rendered just now. */
  get isServingStale(): boolean {
    return performance.now() < this.#serveStaleUntil || !this.#options.isDatabaseReachable();
  }

  /** Resolves when every page is on disk. */
  async flush(): Promise<void> {
    await this.#renderings.settle();
    await this.#store.flush();
  }

  // What is right.

  #isRight(held: Held): boolean {
    return isRight(held, this.#options.changes);
  }

  #isAnswerRight(held: Held): boolean {
    return held.answerValidAt === this.#options.changes.current && nowMs() < held.answerValidUntil;
  }

  /** Whether it may be shown although a change has touched it, since that was just now. */
  #isInGrace({ page }: Held): boolean {
    return performance.now() - this.#options.changes.touchedAt(page.keys) < FRAGMENT_GRACE_MS;
  }

  /** Whether the page and all that it is filled in with lack nothing. */
  #isWhole(held: Held): boolean {
    return (
      this.#isRight(held) &&
      held.page.slots.every((slot) => {
        const fragment = slot.kind === 'fragment' ? this.#store.peek(slot.address) : undefined;
        return slot.kind === 'views' || (fragment && this.#isRight(fragment) && held.fillings.includes(fragment.page));
      })
    );
  }

  #validUntilOf({ page, fillings, countedAt }: Held): number {
    let until = page.validUntil;
    for (const filling of fillings) if (typeof filling !== 'string') until = Math.min(until, filling.validUntil);
    const hasViews = page.slots.some(({ kind }) => kind === 'views');
    return hasViews ? Math.min(until, nowMs() + COUNT_MS - (performance.now() - countedAt)) : until;
  }

  // Filling in.

  /** The answer again, if nothing has to be waited for. */
  #refill(address: string, held: Held): Answer | undefined {
    if (!this.#isRight(held)) return undefined;
    const fillings: Filling[] = [];
    for (const slot of held.page.slots) {
      if (slot.kind === 'views') {
        if (performance.now() - held.countedAt > COUNT_MS) return undefined;
        fillings.push(this.#options.formatViews(held.views, address));
        continue;
      }
      const fragment = this.#store.get(slot.address);
      if (!fragment || (!this.#isRight(fragment) && !this.#isInGrace(fragment))) return undefined;
      fillings.push(fragment.page);
    }
    return this.#fill(address, held, fillings);
  }

  #fill(address: string, held: Held, fillings: Filling[]): Answer {
    let { answer } = held;
    if (!answer || !fillings.every((filling, index) => isSameFilling(filling, held.fillings[index]))) {
      const assembled = assemble(held.page, fillings);
      answer = assembled.answer;
      const isLonger = answer.gzip.length > (held.answer?.gzip.length ?? 0);
      Object.assign(held, { ...assembled, fillings });
      if (isLonger) this.#store.measure(address, held);
    }
    // While a fragment is shown that is being rendered, the next request looks at it again.
    held.answerValidAt = this.#isWhole(held) ? this.#options.changes.current : -1;
    held.answerValidUntil = this.#validUntilOf(held);
    return answer;
  }

  /** Counts the views that a page shows, if it is time to. Without an answer the last number stands. */
  async #count(held: Held): Promise<void> {
    const slot = held.page.slots.find(({ kind }) => kind === 'views');
    const isDue = performance.now() - held.countedAt > COUNT_MS && !this.isServingStale;
    if (slot?.kind !== 'views' || !isDue) return;
    const views = await Promise.race([this.#options.countViews(slot.article), after(REVALIDATE_TIMEOUT_MS)]);
    held.countedAt = performance.now() - (views === undefined ? COUNT_MS - UNCOUNTED_MS : 0);
    held.views = views ?? held.views;
  }

  async #fragment(address: string): Promise<Got | 'absent'> {
    this.#fragments.add(address);
    const held = this.#store.get(address);
    if (!held || this.#isRight(held) || !this.#isInGrace(held)) return this.#get(address);
    void this.#render(address, { previous: held });
    return { ok: true, held, cacheStatus: 'hit' };
  }

  // Getting pages.

  async #get(address: string, reader: Reader = {}): Promise<Got | 'absent'> {
    const held = this.#store.get(address) ?? (await this.#store.read(address));
    if (!held) return this.#renderUnknown(address, reader);
    if (this.#isRight(held)) {
      this.#store.noteUse(address, held);
      return { ok: true, held, cacheStatus: 'hit' };
    }
    const isServable = nowMs() - held.page.renderedAt <= this.#options.maxStaleMs;
    if (!isServable) return this.#render(address, { previous: held, reader });
    const stale: Got = { ok: true, held, cacheStatus: 'stale' };
    const failedFor = performance.now() - (this.#failedAt.get(address) ?? -Infinity);
    if (this.isServingStale || failedFor < BACKOFF_MS) return stale;
    const rendering = this.#render(address, { previous: held, reader });
    if (failedFor < FAILED_MS) return stale;
    // The API gives the number of views itself, which is not to be old.
    const timeout =
      lacksNothing(held, this.#options.changes) && !isApi(address)
        ? after(REVALIDATE_TIMEOUT_MS)
        : waitWhile(() => this.#options.isDatabaseReachable(), rendering, CHANGED_TIMEOUT_MS);
    const got = await Promise.race([rendering, timeout]);
    return got?.ok ? got : stale;
  }

  async #renderUnknown(address: string, reader: Reader): Promise<Got | 'absent'> {
    // What is being rendered is known, and so are addresses that no reader can ask for.
    const isKnown = this.#renderings.has(address) || address.includes('/-/');
    const found = isKnown ? 'known' : await this.#options.lookUp(address);
    if (found === 'known' || found === 'passing')
      return this.#render(address, { reader, isPassing: found === 'passing' });
    if (found === 'absent') return found;
    if (found === 'unreachable') this.#serveStaleUntil = performance.now() + BACKOFF_MS;
    return { ok: false, why: found, incident: '' };
  }

  async #render(address: string, options: { previous?: Held; reader?: Reader; isPassing?: boolean }): Promise<Got> {
    const got = await this.#renderings.render(address, { ...options, isFragment: this.#fragments.has(address) });
    if (!got.ok && got.why === 'unreachable') this.#serveStaleUntil = performance.now() + BACKOFF_MS;
    if (got.ok) this.#failedAt.delete(address);
    else if (got.why === 'slow' && options.previous) this.#failedAt.set(address, performance.now());
    return got;
  }
}

function isMissingOrStale(got: Got | 'absent'): boolean {
  return got === 'absent' || !got.ok || got.cacheStatus === 'stale';
}

function isSameFilling(one: Filling, other: Filling | undefined): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return one.digest === other?.digest && one.keys === other.keys;
}
