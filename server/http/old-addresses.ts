import { notFoundAddress } from '#i18n/addresses';
import { languageAtPath } from '#i18n/languages';
import type { FoundRedirect } from '#newsroom/redirects/found-redirect';
import type { Answer } from '#server/cache/answer';
import type { CacheResult, PageCache } from '#server/cache/page-cache';
import type { RedirectLookUp } from '#server/cache/redirect-look-up';
import type { Reader } from '#server/cache/renderings';
import { redirectAnswer } from '#server/http/whole-answer';

export type OldAddressesOptions = {
  lookUp: Pick<RedirectLookUp, 'find' | 'lastKnown'>;
  /** Has the page that is shown where something is gone. */
  cache: Pick<PageCache, 'fetch'>;
  /** The redirect of this id was asked for. */
  onRedirect(id: number): void;
};

/** Nothing answers; these surrogate keys are touched when something comes to. */
type Absent = { absentKeys: readonly string[] };

/**
 * What the addresses of former sites answer. They lead by 301: what followed feeds and links when they were written
 * understands that, and not always 308.
 */
export class OldAddresses {
  readonly #options: OldAddressesOptions;

  constructor(options: OldAddressesOptions) {
    this.#options = options;
  }

  /**
   * `target`: path and query of a request for which this site has nothing itself. Where it may be meant to be the page at
   * `meant`, what says no more than that is nothing.
   */
  async find(target: string, reader: Reader, meant?: string): Promise<CacheResult | Absent> {
    const old = await this.#options.lookUp.find(target);
    if ('unasked' in old) return { ok: false, why: old.unasked, incident: '' };
    if (old.found && meant !== undefined && [old.found.address, old.found.location].includes(meant))
      return { absentKeys: old.found.keys };
    if (old.found) return this.#answer(target, old.found, reader);
    return { absentKeys: old.keys };
  }

  /** The same from memory, while the database is away; undefined where nothing is remembered. */
  async lastKnown(target: string, reader: Reader): Promise<CacheResult | undefined> {
    const found = this.#options.lookUp.lastKnown(target);
    const answer = found && (await this.#answer(target, found, reader));
    return answer && 'ok' in answer ? answer : undefined;
  }

  async #answer(target: string, { id, location, keys }: FoundRedirect, reader: Reader): Promise<CacheResult | Absent> {
    // What was at the address has gone in this moment.
    if (location === target.split('?', 1)[0]) return { absentKeys: keys };
    if (id !== undefined) this.#options.onRedirect(id);
    if (location !== undefined)
      return { ok: true, answer: redirectAnswer(301, location, keys), cacheStatus: 'uncacheable' };
    const language = languageAtPath(target.split('/')[1] ?? '')?.code;
    const page = await this.#options.cache.fetch(notFoundAddress(language), reader);
    return page.ok ? { ...page, answer: { ...withKeys(page.answer, keys), status: 410 } } : page;
  }
}

/** The same answer, also made from these surrogate keys. */
export function withKeys(answer: Answer, keys: readonly string[]): Answer {
  return { ...answer, keys: [answer.keys, ...keys].filter(Boolean).join(' ') };
}
