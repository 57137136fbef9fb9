import { resourceOf, type State } from '#newsroom/editing/working-copy';
import type { Resource } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

/**
 * What permissions and verbs ask of an article before they do anything to it; null where there is none, or it lies in
 * the trash.
 */
export async function findArticleResource(
  articleId: number,
  { inTrash = false } = {},
): Promise<{ resource: Resource; state: State; version: number } | null> {
  const row = await database().article.findUnique({
    where: { id: articleId },
    relationLoadStrategy: 'join',
    select: {
      createdById: true,
      state: true,
      sourceArticleId: true,
      removedAt: true,
      workingCopy: { select: { version: true } },
    },
  });
  if (!row?.workingCopy || (row.removedAt !== null) !== inTrash) return null;
  return { resource: resourceOf(row), state: row.state, version: row.workingCopy.version };
}
