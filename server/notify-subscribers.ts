import { setTimeout as sleep } from 'node:timers/promises';
import { sendIndexNow } from '#newsroom/syndication/send-index-now';
import { sendToHub } from '#newsroom/syndication/send-to-hub';
import { log } from '#platform/log';

/** Changes come in bursts (a story in three languages); so long they are gathered, milliseconds. */
const GATHER_MS = 3_000;
/** So often what could not be told is looked at again, milliseconds. */
const EVERY_MS = 60_000;

const LISTENERS = { 'index-now': sendIndexNow, hub: sendToHub } as const;

/**
 * Tells search engines and the hub what has changed: soon after `nudge`, and now and then in any case. Never more than
 * one process at a time.
 */
export function notifySubscribers(): { nudge(): void; stop(): Promise<void> } {
  const stopping = new AbortController();
  let nudged = Promise.withResolvers<void>();

  async function tell(): Promise<void> {
    while (!stopping.signal.aborted) {
      await Promise.race([nudged.promise, sleep(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {})]);
      nudged = Promise.withResolvers<void>();
      await sleep(GATHER_MS, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      for (const [listener, send] of Object.entries(LISTENERS)) {
        try {
          const heard = await send();
          if (heard?.ok === false)
            log().warn({ listener, why: heard.why }, 'a listener outside could not be told; it will be later');
        } catch (error) {
          // Mostly the database, of which others speak; the changes wait in it.
          log().debug({ listener, err: error }, 'nobody outside could be told');
        }
      }
    }
  }

  const telling = tell();
  return {
    nudge: () => nudged.resolve(),
    async stop() {
      stopping.abort();
      nudged.resolve();
      await telling;
    },
  };
}
