import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import { lockedCopy, touchCopies } from '#newsroom/editing/locked-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Withdraws a published article: its address says from then on that it was withdrawn, with `notice`, and nothing else
 * shows it. `reason` is for the activity log. The working copy stays.
 */
export async function withdrawArticle(
  actor: Actor,
  articleId: number,
  { notice, reason }: { notice: string; reason: string },
): Promise<Result> {
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, 'article.withdraw', found.resource)) return refuse('not-allowed', 'it');
  const done = await database().$executeRaw`
    WITH ${lockedCopy(articleId)}, withdrawn AS (
      UPDATE article SET state = 'withdrawn', withdrawal_notice = ${notice}
      WHERE id = (SELECT article_id FROM copy) AND state = 'published'
      RETURNING id, language, headline
    ), ${touchCopies(sql`withdrawn`)}
    ${recordEvent(
      actor,
      'article.withdrawn',
      sql`SELECT id, language, headline, jsonb_build_object('reason', ${reason}::text) FROM withdrawn`,
    )}`;
  return done === 1 ? { ok: true } : refuse('wrong-state', 'it');
}
