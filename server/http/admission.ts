import type { ServerResponse } from 'node:http';
import PQueue from 'p-queue';

/** Work that anybody can ask for and that is done anew for each request. */
export type AnonymousWork = 'search' | 'api';

/** So many of each kind are done at once: they share one processor with pages that are not in the cache. */
const AT_ONCE = 2;
/** So many may wait; what comes on top is turned away. */
const WAITING = 100;

/**
 * The gate in front of anonymous work that no cache takes over: each kind has a share of its own, so that a flood of
 * one makes neither pages nor the other kind wait.
 */
export class Admission {
  readonly #queues: Record<AnonymousWork, PQueue> = {
    search: new PQueue({ concurrency: AT_ONCE }),
    api: new PQueue({ concurrency: AT_ONCE }),
  };

  /**
   * Does the work when it is its turn. False, and nothing is done, where too many wait already; of somebody who has
   * gone meanwhile nothing is done either. Rejects as the work does.
   */
  async admit(kind: AnonymousWork, response: ServerResponse, work: () => Promise<void>): Promise<boolean> {
    const queue = this.#queues[kind];
    if (queue.size >= WAITING) return false;
    await queue.add(async () => {
      if (!response.destroyed) await work();
    });
    return true;
  }
}
