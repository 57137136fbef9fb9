import { setTimeout as sleep } from 'node:timers/promises';
import { sendIndexNow } from '#newsroom/syndication/send-index-now';
import { sendToHub } from '#newsroom/syndication/send-to-hub';
import { log } from '#platform/log';

/** Changes come in bursts (a story in three languages); they are collected for so long, milliseconds. */
const COLLECT_MS = 3_000;
/** Failed notifications are retried at least this often, milliseconds. */
const RETRY_MS = 60_000;

const SUBSCRIBERS = { 'index-now': sendIndexNow, hub: sendToHub } as const;

export type Notifier = {
  /** There is something new to send. */
  notify(): void;
  stop(): Promise<void>;
};

/**
 * Notifies search engines (IndexNow) and the WebSub hub of changed pages: soon after `notify`, and every minute. Of all
 * processes only one at a time does.
 */
export function notifySubscribers(): Notifier {
  const stopping = new AbortController();
  let notified = Promise.withResolvers<void>();
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => {});

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await Promise.race([notified.promise, pause(RETRY_MS)]);
      notified = Promise.withResolvers<void>();
      await pause(COLLECT_MS);
      if (stopping.signal.aborted) return;
      for (const [subscriber, send] of Object.entries(SUBSCRIBERS)) {
        try {
          const result = await send();
          if (result?.ok === false)
            log().warn({ subscriber, why: result.why }, 'subscriber could not be notified; will retry');
        } catch (error) {
          // Mostly an unreachable database, which is logged elsewhere; the changes stay in it.
          log().debug({ subscriber, err: error }, 'subscribers could not be notified');
        }
      }
    }
  }

  const running = run();
  return {
    notify: () => notified.resolve(),
    async stop() {
      stopping.abort();
      notified.resolve();
      await running;
    },
  };
}
