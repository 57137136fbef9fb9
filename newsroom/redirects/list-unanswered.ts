import { database } from '#platform/database';

export type UnansweredAddress = { address: string; hits: number; firstDay: string; lastDay: string };

/**
 * Addresses that were asked for and have no answer, those asked for most first; at most `limit` from the position
 * `offset` on, of the few thousand that are kept. `isLast` says whether no more follow.
 */
export async function listUnanswered({
  offset,
  limit,
}: {
  offset: number;
  limit: number;
}): Promise<{ addresses: UnansweredAddress[]; isLast: boolean }> {
  const rows = await database().$queryRaw<UnansweredAddress[]>`
    SELECT address, hits, first_day::text AS "firstDay", last_day::text AS "lastDay"
    FROM unanswered_address
    ORDER BY hits DESC, last_day DESC, address
    LIMIT ${limit + 1}::int OFFSET ${offset}::int`;
  return { addresses: rows.slice(0, limit), isLast: rows.length <= limit };
}
