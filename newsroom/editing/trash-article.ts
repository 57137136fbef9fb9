import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Done } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';

/** How long the trash is kept, days. */
export const TRASH_DAYS = 30;

/** Puts an article into the trash. What readers have must be withdrawn first, so that its address says so. */
export async function moveToTrash(actor: Actor, articleId: number): Promise<Done> {
  const found = await findArticleResource(articleId);
  if (!found) return { ok: false, why: 'absent' };
  if (!may(actor, 'article.remove', found.thing)) return { ok: false, why: 'not-allowed' };
  const done = await database().$executeRaw`
    WITH removed AS (
      UPDATE article SET removed_at = now() WHERE id = ${articleId} AND removed_at IS NULL AND state IN ('draft', 'withdrawn')
      RETURNING id, language, headline
    )
    ${recordEvent(
      actor,
      'article.trashed',
      sql`SELECT r.id, r.language, coalesce(d.headline, r.headline), '{}'
      FROM removed r LEFT JOIN draft d ON d.article_id = r.id`,
    )}`;
  return done === 1 ? { ok: true } : { ok: false, why: 'wrong-state' };
}

/** Takes an article out of the trash, with everything that it had. */
export async function restoreFromTrash(actor: Actor, articleId: number): Promise<Done> {
  const found = await findArticleResource(articleId, { inTrash: true });
  if (!found) return { ok: false, why: 'absent' };
  if (!may(actor, 'article.remove', found.thing)) return { ok: false, why: 'not-allowed' };
  const done = await database().$executeRaw`
    WITH restored AS (
      UPDATE article SET removed_at = NULL, changed_at = now() WHERE id = ${articleId} AND removed_at IS NOT NULL RETURNING id, language, headline
    )
    ${recordEvent(
      actor,
      'article.restored',
      sql`SELECT r.id, r.language, coalesce(d.headline, r.headline), '{}'
      FROM restored r LEFT JOIN draft d ON d.article_id = r.id`,
    )}`;
  return done === 1 ? { ok: true } : { ok: false, why: 'absent' };
}

/**
 * Empties the trash of what has lain there for its time, with stories that have no article left. Returns how many
 * articles went.
 */
export function emptyOldTrash(): Promise<number> {
  return database().$executeRaw`
    WITH gone AS (
      DELETE FROM article WHERE removed_at < now() - make_interval(days => ${TRASH_DAYS}) RETURNING id, story_id
    ), alone AS (
      DELETE FROM story WHERE id IN (SELECT story_id FROM gone)
        AND NOT EXISTS (SELECT FROM article a WHERE a.story_id = story.id AND a.id NOT IN (SELECT id FROM gone))
    )
    SELECT id FROM gone`;
}
