import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import { lockedCopy, touchCopies } from '#newsroom/editing/locked-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, type Sql, sql } from '#platform/database';

/** How long articles stay in the trash, days. */
export const TRASH_DAYS = 30;

/** Moves an article to the trash. A published one must be withdrawn first, so that its address says so. */
export async function moveToTrash(actor: Actor, articleId: number): Promise<Result> {
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, 'article.remove', found.resource)) return refuse('not-allowed', 'it');
  const done = await database().$executeRaw`
    WITH ${lockedCopy(articleId)}, moved AS (
      UPDATE article SET removed_at = now()
      WHERE id = (SELECT article_id FROM copy) AND removed_at IS NULL AND state IN ('draft', 'withdrawn')
      RETURNING id, language
    )
    ${recordEvent(actor, 'article.trashed', titled(sql`moved`))}`;
  return done === 1 ? { ok: true } : refuse('wrong-state', 'it');
}

/** Restores an article from the trash, with everything that it had. */
export async function restoreFromTrash(actor: Actor, articleId: number): Promise<Result> {
  const found = await findArticleResource(articleId, { inTrash: true });
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, 'article.remove', found.resource)) return refuse('not-allowed', 'it');
  const done = await database().$executeRaw`
    WITH ${lockedCopy(articleId)}, restored AS (
      UPDATE article SET removed_at = NULL WHERE id = (SELECT article_id FROM copy) AND removed_at IS NOT NULL
      RETURNING id, language
    ), ${touchCopies(sql`restored`)}
    ${recordEvent(actor, 'article.restored', titled(sql`restored`))}`;
  return done === 1 ? { ok: true } : refuse('not-found', 'article');
}

/** Rows of an event for the article of a CTE, by the headline of its working copy. */
function titled(articles: Sql): Sql {
  return sql`SELECT x.id, x.language, copy.headline, '{}' FROM ${articles} x JOIN copy ON copy.article_id = x.id`;
}

/**
 * Deletes what has been in the trash for its time, at most so many articles, with stories that have no article left.
 * Returns how many articles were deleted.
 */
export function emptyOldTrash(limit: number): Promise<number> {
  return database().$executeRaw`
    WITH gone AS (
      DELETE FROM article WHERE id IN (
        SELECT id FROM article WHERE removed_at < now() - make_interval(days => ${TRASH_DAYS})
        ORDER BY removed_at LIMIT ${limit}
      ) RETURNING id, story_id
    ), alone AS (
      DELETE FROM story WHERE id IN (SELECT story_id FROM gone)
        AND NOT EXISTS (SELECT FROM article a WHERE a.story_id = story.id AND a.id NOT IN (SELECT id FROM gone))
    )
    SELECT id FROM gone`;
}
