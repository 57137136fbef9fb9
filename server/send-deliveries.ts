import { deliverDue } from '#newsroom/deliveries/deliver-due';
import { handOutEvents } from '#newsroom/deliveries/hand-out-events';
import { log } from '#platform/log';
import { type Repeated, repeat } from '#server/repeat';

/** What is to be tried again is looked for this often, milliseconds. */
const RETRY_MS = 2_000;
/** So many destinations are delivered to at a time by this process: one that is slow keeps no other waiting. */
const AT_ONCE = 4;

export type Deliveries = Repeated & {
  /** Tries of this process, by what came of them. */
  readonly tries: Readonly<Record<'sent' | 'failed' | 'maybe_sent' | 'gone', number>>;
};

/**
 * Hands out what has happened to stories and delivers it: soon after `notify`, and every few seconds. All processes of
 * all machines share the work, each with other destinations at a time.
 */
export function sendDeliveries(): Deliveries {
  const working = new Set<Promise<void>>();
  const tries = { sent: 0, failed: 0, maybe_sent: 0, gone: 0 };

  /** One looks for work until nothing is due that nobody else is at; when it has found some, another looks for more. */
  function work(signal: AbortSignal): void {
    if (working.size >= AT_ONCE) return;
    const deliverAll = async () => {
      const options = { signal, onTaken: () => work(signal), onOutcome: (kind: keyof typeof tries) => tries[kind]++ };
      while (!signal.aborted && (await deliverDue(options)) !== null);
    };
    const one: Promise<void> = deliverAll()
      .catch((error: unknown) => log().debug({ err: error }, 'deliveries could not be sent'))
      .finally(() => working.delete(one));
    working.add(one);
  }

  const { notify, stop } = repeat({ everyMs: RETRY_MS, failure: 'events could not be handed out' }, async (turn) => {
    while ((await handOutEvents()).isMore);
    work(turn.signal);
  });
  return {
    tries,
    notify,
    async stop() {
      await stop();
      await Promise.allSettled(working);
    },
  };
}
