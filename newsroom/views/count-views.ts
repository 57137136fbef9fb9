import { database } from '#platform/database';

/** How often each article has been read in all; articles never read, or that do not exist, have 0. At most 100 ids. */
export async function countViews(articleIds: readonly number[]): Promise<Map<number, number>> {
  const counts = new Map(articleIds.map((id) => [id, 0]));
  if (articleIds.length === 0) return counts;
  const rows = await database().articleView.groupBy({
    by: ['articleId'],
    where: { articleId: { in: [...articleIds] } },
    _sum: { views: true },
  });
  for (const { articleId, _sum } of rows) counts.set(articleId, _sum.views ?? 0);
  return counts;
}
