import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Done } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';

/**
 * Takes an article away from readers: its address says from then on that it was withdrawn, with `notice`, and nothing
 * else shows it. `reason` is for the log. What is on the desk stays.
 */
export async function withdrawArticle(
  actor: Actor,
  articleId: number,
  { notice, reason }: { notice: string; reason: string },
): Promise<Done> {
  const found = await findArticleResource(articleId);
  if (!found) return { ok: false, why: 'absent' };
  if (!may(actor, 'article.withdraw', found.thing)) return { ok: false, why: 'not-allowed' };
  const done = await database().$executeRaw`
    WITH withdrawn AS (
      UPDATE article SET state = 'withdrawn', withdrawal_notice = ${notice}, changed_at = now() WHERE id = ${articleId} AND state = 'published'
      RETURNING id, language, headline
    )
    ${recordEvent(
      actor,
      'article.withdrawn',
      sql`SELECT id, language, headline, jsonb_build_object('reason', ${reason}::text) FROM withdrawn`,
    )}`;
  return done === 1 ? { ok: true } : { ok: false, why: 'wrong-state' };
}
