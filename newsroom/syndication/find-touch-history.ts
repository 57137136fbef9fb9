import { timeline } from '#newsroom/syndication/timeline';
import { database } from '#platform/database';

export type TouchHistory = {
  /** Surrogate keys, each with the last transaction that touched it. */
  touches: Map<string, number>;
  /** No touch by this transaction or a later one is missing. */
  since: number;
  /**
   * Names the database in the state that transactions are counted in: another one after a restored backup or a
   * failover.
   */
  timeline: string;
};

/** What the outbox remembers of which surrogate keys have been touched. */
export async function findTouchHistory(): Promise<TouchHistory> {
  const [[row], touched] = await Promise.all([
    database().$queryRaw<{ since: number; timeline: string }[]>`
      SELECT
        -- Entries of earlier versions name no keys: before the last of them nothing is known.
        coalesce(
          (SELECT max(transaction::text::float8) + 1 FROM outbox WHERE keys = '{}' AND concerns <> 'translation'),
          (SELECT min(transaction::text::float8) FROM outbox),
          pg_snapshot_xmin(pg_current_snapshot())::text::float8
        ) AS since,
        ${timeline} AS timeline`,
    database().$queryRaw<{ key: string; transaction: number }[]>`
      SELECT key, max(transaction::text::float8) AS transaction
      FROM outbox CROSS JOIN LATERAL unnest(keys) AS key
      GROUP BY key`,
  ]);
  return {
    touches: new Map(touched.map(({ key, transaction }) => [key, transaction])),
    since: row?.since ?? Infinity,
    timeline: row?.timeline ?? '',
  };
}
