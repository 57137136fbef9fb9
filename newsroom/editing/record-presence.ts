import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

/** So long after the last sign of it a window counts as closed, seconds. */
const SEEN_S = 45;

/** Somebody else who has the article open; `isSelf` in another window of one's own. */
export type Present = { name: string; isSelf: boolean };

/**
 * Notes that somebody has an article open in a window, and tells who else has. A hint for people: what protects a text
 * is its version. Nobody for an article that this person may not read.
 */
export async function recordPresence(actor: Actor, articleId: number, window: string): Promise<Present[]> {
  const found = await findArticleResource(articleId);
  if (!found || !may(actor, 'article.read', found.resource)) return [];
  return database().$queryRaw<Present[]>`
    WITH here AS (
      INSERT INTO presence (article_id, "window", staff_id, staff_name, seen_at)
      VALUES (${articleId}, ${window}, ${actor.id}, ${actor.name}, now())
      ON CONFLICT (article_id, "window")
      DO UPDATE SET seen_at = now(), staff_id = excluded.staff_id, staff_name = excluded.staff_name
    ), gone AS (
      DELETE FROM presence WHERE seen_at < now() - interval '1 hour'
    )
    SELECT DISTINCT staff_name AS name, staff_id = ${actor.id} AS "isSelf" FROM presence
    WHERE article_id = ${articleId} AND "window" <> ${window} AND seen_at > now() - make_interval(secs => ${SEEN_S})
    ORDER BY 2, 1`;
}

/** Notes that a window has been closed. */
export async function leaveEditor(actor: Actor, articleId: number, window: string): Promise<void> {
  if (!may(actor, 'newsroom.read')) return;
  await database().presence.deleteMany({ where: { articleId, window, staffId: actor.id } });
}
