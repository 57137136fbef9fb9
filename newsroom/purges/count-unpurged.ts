import { database } from '#platform/database';

/** How many changes of the outbox each purge target has not been told of, by its name. */
export async function countUnpurged(): Promise<Record<string, number>> {
  const rows = await database().$queryRaw<{ name: string; untold: number }[]>`
    SELECT name, (
      SELECT count(*) FROM outbox WHERE transaction >= target.position::xid8 AND id <> ALL (target.told)
    )::float8 AS untold
    FROM purge_target target WHERE position IS NOT NULL`;
  return Object.fromEntries(rows.map(({ name, untold }) => [name, untold]));
}
