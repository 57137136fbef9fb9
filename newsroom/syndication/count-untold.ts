import { database } from '#platform/database';

/** How many changes of the outbox each listener outside (IndexNow, a WebSub hub) has not been told of, by its name. */
export async function countUntold(): Promise<Record<string, number>> {
  const rows = await database().$queryRaw<{ channel: string; untold: number }[]>`
    SELECT channel, (
      SELECT count(*) FROM outbox
      WHERE transaction >= listener.position::xid8 AND id <> ALL (listener.told)
    )::float8 AS untold
    FROM outside_listener listener WHERE position IS NOT NULL`;
  return Object.fromEntries(rows.map(({ channel, untold }) => [channel, untold]));
}
