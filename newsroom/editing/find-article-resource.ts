import { resourceOf, type State } from '#newsroom/editing/working-copy';
import type { Resource } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

/**
 * What may.ts and the verbs of the desk ask of an article before they do anything to it; null where there is none, or
 * it lies in the trash.
 */
export async function findArticleResource(
  articleId: number,
  { inTrash = false } = {},
): Promise<{ thing: Resource; state: State; version: number } | null> {
  const row = await database().article.findUnique({
    where: { id: articleId },
    select: { createdById: true, state: true, version: true, sourceArticleId: true, removedAt: true },
  });
  if (!row || (row.removedAt !== null) !== inTrash) return null;
  return { thing: resourceOf(row), state: row.state, version: row.version };
}
