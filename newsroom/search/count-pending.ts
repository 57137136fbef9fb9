import { database } from '#platform/database';

/** How many entries of the queue wait for their words to be made, so that search finds the article by them. */
export async function countPending(): Promise<number> {
  const [row] = await database().$queryRaw<{ pending: number }[]>`
    SELECT count(*)::float8 AS pending FROM search.pending`;
  return row?.pending ?? 0;
}
