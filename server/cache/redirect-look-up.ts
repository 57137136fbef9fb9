import { LRUCache } from 'lru-cache';
import { type AskedAddress, askedAddress } from '#newsroom/redirects/asked-address';
import type { FoundRedirect } from '#newsroom/redirects/found-redirect';
import { redirectKeys } from '#newsroom/redirects/redirect-key';
import { BatchedQuestions, type Unasked } from '#server/cache/batched-questions';
import type { ChangeLog } from '#server/cache/change-log';

/** So many redirects are remembered. Only rows of the table are, so that nobody can make them up. */
const REMEMBERED = 10_000;

/**
 * What is at an old address: a redirect or that it is gone, or nothing, with the surrogate keys that are touched when
 * something comes to be there; or why the database could not be asked.
 */
export type OldAddress = { found: FoundRedirect } | { found?: undefined; keys: string[] } | { unasked: Unasked };

export type RedirectLookUpOptions = {
  find(asked: readonly AskedAddress[]): Promise<readonly (FoundRedirect | undefined)[]>;
  changes: Pick<ChangeLog, 'current' | 'isValid'>;
  isDatabaseReachable?: () => boolean;
};

/** Finds redirects by what is asked for. Those found lately are known without the database, and while it is away. */
export class RedirectLookUp {
  readonly #changes: RedirectLookUpOptions['changes'];
  readonly #questions: BatchedQuestions<AskedAddress, FoundRedirect | undefined>;
  /** By the old address; right until one of its keys is touched after `change`. */
  readonly #remembered = new LRUCache<string, { found: FoundRedirect; change: number }>({ max: REMEMBERED });

  constructor({ find, changes, isDatabaseReachable }: RedirectLookUpOptions) {
    this.#changes = changes;
    this.#questions = new BatchedQuestions(find, isDatabaseReachable);
  }

  /** `target`: path and query of a request. */
  async find(target: string): Promise<OldAddress> {
    const asked = askedAddress(target);
    if (!asked) return { keys: [] };
    const exact = this.#remembered.get(asked.addresses[0] ?? '');
    if (exact && this.#changes.isValid(exact.found.keys.join(' '), exact.change)) return { found: exact.found };
    const { current } = this.#changes;
    const found = await this.#questions.ask(asked);
    if (typeof found === 'string') {
      const known = this.#lastKnown(asked);
      return known ? { found: known } : { unasked: found };
    }
    if (!found) return { keys: redirectKeys(asked) };
    // What was asked for in another form may be one of any number of addresses.
    if (found.id !== undefined && found.address === asked.addresses[0])
      this.#remembered.set(found.address, { found, change: current });
    return { found };
  }

  /** What was found last, right or not. */
  lastKnown(target: string): FoundRedirect | undefined {
    const asked = askedAddress(target);
    return asked && this.#lastKnown(asked);
  }

  #lastKnown({ addresses }: AskedAddress): FoundRedirect | undefined {
    for (const address of addresses) {
      const known = this.#remembered.get(address);
      if (known) return known.found;
    }
    return undefined;
  }
}
