import { now } from '#platform/clock';
import { database } from '#platform/database';
import { validUntil } from '#platform/reads';

/** A count is shown for so long, milliseconds. */
const COUNT_MS = 60_000;

/** How often each article has been read in all; articles never read, or that do not exist, have 0. At most 100 ids. */
export async function countViews(articleIds: readonly number[]): Promise<Map<number, number>> {
  const counts = new Map(articleIds.map((id) => [id, 0]));
  if (articleIds.length === 0) return counts;
  validUntil(now().getTime() + COUNT_MS);
  const rows = await database().articleViewTotal.findMany({ where: { articleId: { in: [...articleIds] } } });
  for (const { articleId, views } of rows) counts.set(articleId, views);
  return counts;
}
