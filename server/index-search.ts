import { setTimeout as sleep } from 'node:timers/promises';
import { indexArticles } from '#newsroom/search/index-articles';
import { log } from '#platform/log';

/** How often it looks without being notified, milliseconds. */
const POLL_MS = 500;
/** Entries in one go: few, so that a renamed tag of thousands of stories does not keep a web process from its pages. */
const STEP = 20;

export type SearchIndexer = {
  /** Articles have changed. */
  notify(): void;
  stop(): Promise<void>;
};

/**
 * Makes the words of changed articles, for search: soon after `notify`, and twice a second in any case. Of all
 * processes only one at a time does.
 */
export function indexSearch(): SearchIndexer {
  const stopping = new AbortController();
  let notified = Promise.withResolvers<void>();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const pause = sleep(POLL_MS, undefined, { signal: stopping.signal }).catch(() => {});
      await Promise.race([notified.promise, pause]);
      notified = Promise.withResolvers<void>();
      try {
        await indexArticles(STEP);
      } catch (error) {
        // Mostly an unreachable database, which is logged elsewhere; what has changed stays in the queue.
        log().debug({ err: error }, 'changed articles could not be indexed');
      }
    }
  }

  const running = run();
  return {
    notify: () => notified.resolve(),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
