import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import { lockedCopy, touchCopies } from '#newsroom/editing/locked-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Nobody may publish the article before `until`; null lifts that. Refused if it is published or due before then, and
 * where the embargo is no longer the one that somebody has `seen`.
 */
export async function setEmbargo(
  actor: Actor,
  articleId: number,
  until: Date | null,
  seen?: Date | null,
): Promise<Result> {
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, 'article.schedule', found.resource)) return refuse('not-allowed', 'it');
  const done = await database().$executeRaw`
    WITH ${lockedCopy(articleId)}, held AS (
      UPDATE article SET embargo_until = ${until}::timestamptz
      WHERE id = (SELECT article_id FROM copy) AND removed_at IS NULL
        AND (${seen === undefined} OR embargo_until IS NOT DISTINCT FROM ${seen ?? null}::timestamptz) AND (
        ${until}::timestamptz IS NULL OR state = 'draft'
        OR (state = 'scheduled' AND published_at >= ${until}::timestamptz)
      )
      RETURNING id, language, headline
    ), ${touchCopies(sql`held`)}
    ${recordEvent(
      actor,
      until ? 'article.embargoSet' : 'article.embargoLifted',
      sql`SELECT h.id, h.language, copy.headline, jsonb_build_object('until', ${until}::timestamptz)
        FROM held h JOIN copy ON copy.article_id = h.id`,
    )}`;
  if (done === 1) return { ok: true };
  const row = await database().article.findUnique({ where: { id: articleId }, select: { embargoUntil: true } });
  const isSeen = seen === undefined || seen?.getTime() === row?.embargoUntil?.getTime();
  return isSeen ? refuse('wrong-state', 'it') : refuse('conflict', 'it');
}
