import { postKey } from '#newsroom/surrogate-keys';
import { nowMs } from '#platform/clock';
import type { Admission, AnonymousWork } from '#server/admission';
import { isApi, SUGGESTIONS } from '#server/cache/api-address';
import { Audience } from '#server/cache/audience';
import type { ChangeLog } from '#server/cache/change-log';
import { type Held, hold } from '#server/cache/held-page';
import type { PageStore } from '#server/cache/page-store';
import { createPage, type RenderFailure, type RenderResult } from '#server/rendering/page';

/**
 * Where an answer came from: the cache, a render just now (`uncacheable` if that page must not be cached), or the cache
 * although it may be outdated, because a new one cannot be had in time.
 */
export type CacheStatus = 'hit' | 'miss' | 'uncacheable' | 'stale';

/** A page, and where it came from. */
export type Got = { ok: true; held: Held; cacheStatus: CacheStatus } | RenderFailure;

/** Who asks for a page. */
export type Reader = {
  /** Aborted when the reader has gone. */
  signal?: AbortSignal;
  /** The block of addresses that the request comes from. */
  client?: string;
};

export type RenderingsOptions = {
  /** Renders the page of an address. Called for one address once at a time. */
  render(address: string): Promise<RenderResult>;
  /** Renders wait here for their turn. */
  admission: Admission;
  changes: ChangeLog;
  /** Called when something goes wrong that readers do not notice. */
  onError(message: string, error: unknown): void;
};

export type RenderOptions = {
  /** The page that there was, if there was one. */
  previous?: Held | undefined;
  reader?: Reader;
  /** Whether many pages wait for it. */
  isFragment?: boolean;
  /** Whether it is shown and not kept. */
  isPassing?: boolean;
};

/** What has been published is rendered before all else that is not in the cache for so long. */
const NEWS_MS = 60_000;

type Rendering = { got: Promise<Got>; audience: Audience };

/** Renders pages into a store: one address once at a time, for all who ask for it meanwhile. */
export class Renderings {
  readonly #options: RenderingsOptions;
  readonly #store: PageStore;
  readonly #underWay = new Map<string, Rendering>();

  constructor(options: RenderingsOptions, store: PageStore) {
    this.#options = options;
    this.#store = store;
  }

  has(address: string): boolean {
    return this.#underWay.has(address);
  }

  render(address: string, options: RenderOptions): Promise<Got> {
    const { reader = {} } = options;
    const current = this.#underWay.get(address);
    if (current && !current.audience.hasGone) {
      current.audience.join(reader.signal);
      return current.got;
    }
    const audience = new Audience();
    audience.join(reader.signal);
    const got = this.#renderInTurn(address, { ...options, reader: { ...reader, signal: audience.signal } }).finally(
      () => {
        if (this.#underWay.get(address)?.audience === audience) this.#underWay.delete(address);
      },
    );
    this.#underWay.set(address, { got, audience });
    return got;
  }

  /** Resolves when none is under way any more. */
  async settle(): Promise<void> {
    await Promise.allSettled([...this.#underWay.values()].map(({ got }) => got));
  }

  async #renderInTurn(address: string, options: RenderOptions): Promise<Got> {
    const { signal, client } = options.reader ?? {};
    const work = () => this.#renderNow(address, options);
    const priority = this.#priorityOf(address, options);
    const admitted = await this.#options.admission.admit(workOf(address), work, { signal, client, priority });
    if (admitted.ok) return admitted.value;
    return { ok: false, why: admitted.why === 'gone' ? 'busy' : admitted.why, incident: '' };
  }

  /** Fragments stand in many pages; pages that exist, and news, come before what somebody may have made up. */
  #priorityOf(address: string, { previous, isFragment = false }: RenderOptions): number {
    if (isFragment) return 2;
    if (previous) return 1;
    const slug = /^\/[a-z]+\/post\/([a-z0-9-]+)$/.exec(address)?.[1];
    const touchedAt = slug ? this.#options.changes.touchedAt(postKey(slug)) : 0;
    return touchedAt > 0 && performance.now() - touchedAt < NEWS_MS ? 1 : 0;
  }

  async #renderNow(address: string, { previous, isPassing = false }: RenderOptions): Promise<Got> {
    await this.#store.waitForDisk();
    const { current } = this.#options.changes;
    const result = await this.#options.render(address).catch((error: unknown): RenderFailure => {
      this.#options.onError('rendering threw', error);
      return { ok: false, why: 'failed', incident: '' };
    });
    if (!result.ok) return result;
    const page = createPage(result.response, nowMs(), result.reads);
    const held = hold(page, current, previous?.views ?? 0);
    const isKept = page.status !== 404 || isKeptAsNotFound(address, previous?.page.status);
    if (!isKept && previous) this.#store.remove(address);
    if (!isKept || isPassing || !result.cacheable) return { ok: true, held, cacheStatus: 'uncacheable' };
    this.#store.store(address, held, previous);
    return { ok: true, held, cacheStatus: 'miss' };
  }
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
