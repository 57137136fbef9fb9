import { type State, thingOf } from '#newsroom/articles/desk-article';
import type { Thing } from '#newsroom/staff/may';
import { database } from '#platform/database';

/** What may.ts and the verbs of the desk ask of an article before they do anything to it; null where there is none, or it lies in the trash. */
export async function findDeskThing(
  articleId: number,
  { inTrash = false } = {},
): Promise<{ thing: Thing; state: State; version: number } | null> {
  const row = await database().article.findUnique({
    where: { id: articleId },
    select: { createdById: true, state: true, version: true, sourceArticleId: true, removedAt: true },
  });
  if (!row || (row.removedAt !== null) !== inTrash) return null;
  return { thing: thingOf(row), state: row.state, version: row.version };
}
