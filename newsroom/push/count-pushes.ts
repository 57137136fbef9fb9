import { database } from '#platform/database';

/** What came of messages, by result, and what is still to be done. */
export type PushCounts = {
  /** Devices, of all messages that are kept. */
  results: Record<'taken' | 'gone' | 'failed' | 'refused' | 'skipped', number>;
  /** Messages that are being sent, and devices that are tried again. */
  waiting: Record<'messages' | 'retries', number>;
};

/** Counts them for metrics. */
export async function countPushes(): Promise<PushCounts> {
  const [row] = await database().$queryRaw<[Record<string, number>]>`
    SELECT coalesce(sum(taken), 0)::float8 AS taken, coalesce(sum(gone), 0)::float8 AS gone,
      coalesce(sum(failed), 0)::float8 AS failed, coalesce(sum(refused), 0)::float8 AS refused,
      coalesce(sum(skipped), 0)::float8 AS skipped,
      (count(*) FILTER (WHERE state = 'sending'))::float8 AS messages,
      (SELECT count(*)::float8 FROM push_retry) AS retries
    FROM push_message`;
  const { taken = 0, gone = 0, failed = 0, refused = 0, skipped = 0, messages = 0, retries = 0 } = row;
  return { results: { taken, gone, failed, refused, skipped }, waiting: { messages, retries } };
}
