import { database } from '#platform/database';

/**
 * How many changes of the outbox each purge target has not been told of, by its name; 1 for one that has been told nothing
 * yet. Without Varnishes that no environment names any more: what cannot be told is tried every minute.
 */
export async function countUnpurged(): Promise<Record<string, number>> {
  const rows = await database().$queryRaw<{ name: string; untold: number }[]>`
    SELECT name, CASE WHEN position IS NULL THEN 1 ELSE (
      SELECT count(*) FROM outbox WHERE transaction >= target.position::xid8 AND id <> ALL (target.told)
    ) END::float8 AS untold
    FROM purge_target target WHERE kind <> 'varnish' OR leased_until > now() - interval '10 minutes'`;
  return Object.fromEntries(rows.map(({ name, untold }) => [name, untold]));
}
