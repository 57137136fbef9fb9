import { setTimeout as sleep } from 'node:timers/promises';
import { deliverDue } from '#newsroom/deliveries/deliver-due';
import { handOutEvents } from '#newsroom/deliveries/hand-out-events';
import { log } from '#platform/log';

/** What is to be tried again is looked for this often, milliseconds. */
const RETRY_MS = 2_000;
/** So many destinations are delivered to at a time by this process: one that is slow keeps no other waiting. */
const AT_ONCE = 4;

export type DeliverySender = {
  /** There may be something new. */
  notify(): void;
  stop(): Promise<void>;
};

/**
 * Hands out what has happened to stories and delivers it: soon after `notify`, and every few seconds. All processes of
 * all machines share the work, each with other destinations at a time.
 */
export function sendDeliveries(): DeliverySender {
  const stopping = new AbortController();
  const { signal } = stopping;
  let notified = Promise.withResolvers<void>();
  const working = new Set<Promise<void>>();

  async function deliverAll(): Promise<void> {
    // Until nothing is due that nobody else is at.
    while (!signal.aborted && (await deliverDue({ signal, onTaken: work })) !== null);
  }

  /** One looks for work; when it has found some, another looks for more. */
  function work(): void {
    if (working.size >= AT_ONCE) return;
    const one: Promise<void> = deliverAll()
      .catch((error: unknown) => log().debug({ err: error }, 'deliveries could not be sent'))
      .finally(() => working.delete(one));
    working.add(one);
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await Promise.race([notified.promise, sleep(RETRY_MS, undefined, { signal }).catch(() => {})]);
      notified = Promise.withResolvers<void>();
      if (signal.aborted) return;
      try {
        while ((await handOutEvents()).isMore);
        work();
      } catch (error) {
        // Mostly an unreachable database, which is logged elsewhere; the events stay in it.
        log().debug({ err: error }, 'events could not be handed out');
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
      await Promise.allSettled(working);
    },
  };
}
