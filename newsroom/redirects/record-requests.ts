import { database } from '#platform/database';

/** Addresses without an answer that are kept: those asked for most, and of these the last ones. */
export const UNANSWERED_LIMIT = 5_000;

/** How often each redirect (by id) and each address without an answer was asked for since the last time. */
export type Requests = { redirects: ReadonlyMap<number, number>; unanswered: ReadonlyMap<string, number> };

/**
 * Adds to the counts, on the site's own day, with one statement for each of the two. Nobody is notified. Redirects that
 * have been deleted meanwhile are left out; addresses above the limit go, the least asked for first.
 */
export async function recordRequests({ redirects, unanswered }: Requests): Promise<void> {
  if (redirects.size > 0)
    await database().$executeRaw`
      INSERT INTO redirect_hit AS known (redirect_id, hits, last_day)
      SELECT id, count, today.day
      FROM unnest(${[...redirects.keys()]}::int[], ${[...redirects.values()]}::int[]) AS asked (id, count)
      JOIN redirect USING (id), site_day() AS today (day)
      ORDER BY id
      ON CONFLICT (redirect_id)
      DO UPDATE SET hits = known.hits + excluded.hits, last_day = greatest(known.last_day, excluded.last_day)`;
  if (unanswered.size === 0) return;
  await database().$executeRaw`
    INSERT INTO unanswered_address AS known (address, hits, first_day, last_day)
    SELECT address, count, today.day, today.day
    FROM unnest(${[...unanswered.keys()]}::text[], ${[...unanswered.values()]}::int[]) AS asked (address, count),
      site_day() AS today (day)
    WHERE NOT EXISTS (SELECT FROM redirect WHERE redirect.address = asked.address)
    ORDER BY address
    ON CONFLICT (address)
    DO UPDATE SET hits = known.hits + excluded.hits, last_day = greatest(known.last_day, excluded.last_day)`;
  await database().$executeRaw`
    WITH excess AS MATERIALIZED (
      SELECT address FROM unanswered_address ORDER BY hits DESC, last_day DESC, address OFFSET ${UNANSWERED_LIMIT}::int
    ), free AS MATERIALIZED (
      SELECT address FROM unanswered_address WHERE address IN (SELECT address FROM excess) FOR UPDATE SKIP LOCKED
    )
    DELETE FROM unanswered_address WHERE address IN (SELECT address FROM free)`;
}

/** Deletes at most `limit` addresses without an answer that nobody has asked for in 90 days; returns how many. */
export function deleteOldUnanswered(limit: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM unanswered_address WHERE address IN (
      SELECT address FROM unanswered_address WHERE last_day < current_date - 90 ORDER BY last_day LIMIT ${limit}::int)`;
}
