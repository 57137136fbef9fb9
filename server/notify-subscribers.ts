import { sendIndexNow } from '#newsroom/syndication/send-index-now';
import { sendToHub } from '#newsroom/syndication/send-to-hub';
import { log } from '#platform/log';
import { type Repeated, repeat } from '#server/repeat';

/** Changes come in bursts (a story in three languages); they are collected for so long, milliseconds. */
const COLLECT_MS = 3_000;
/** Failed notifications are retried at least this often, milliseconds. */
const RETRY_MS = 60_000;

const SUBSCRIBERS = { 'index-now': sendIndexNow, hub: sendToHub } as const;

type Subscriber = keyof typeof SUBSCRIBERS;

export type Subscribers = Repeated & {
  /** Notifications of this process, by subscriber and what came of them. */
  readonly pings: readonly { subscriber: Subscriber; result: 'sent' | 'failed'; count: number }[];
};

/**
 * Notifies search engines (IndexNow) and the WebSub hub of changed pages: soon after `notify`, and every minute. Of all
 * processes only one at a time does.
 */
export function notifySubscribers(): Subscribers {
  const failure = 'subscribers could not be notified';
  const pings = (Object.keys(SUBSCRIBERS) as Subscriber[]).flatMap((subscriber) =>
    (['sent', 'failed'] as const).map((result) => ({ subscriber, result, count: 0 })),
  );
  const repeated = repeat({ everyMs: RETRY_MS, failure }, async ({ signal, pause }) => {
    await pause(COLLECT_MS);
    for (const [subscriber, send] of Object.entries(SUBSCRIBERS)) {
      if (signal.aborted) return;
      try {
        const result = await send();
        for (const ping of pings)
          if (result && ping.subscriber === subscriber && (ping.result === 'sent') === result.ok) ping.count++;
        if (result?.ok === false)
          log().warn({ subscriber, why: result.why }, 'subscriber could not be notified; will retry');
      } catch (error) {
        // Mostly the database, and the changes stay in it; the other subscriber has its turn all the same.
        log().debug({ subscriber, err: error }, failure);
      }
    }
  });
  return { ...repeated, pings };
}
