import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Done } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';

/**
 * Nobody may publish the article before `until`; null lifts that. Fails by value for one that is out, or due earlier.
 */
export async function setEmbargo(actor: Actor, articleId: number, until: Date | null): Promise<Done> {
  const found = await findArticleResource(articleId);
  if (!found) return { ok: false, why: 'absent' };
  if (!may(actor, 'article.schedule', found.thing)) return { ok: false, why: 'not-allowed' };
  const done = await database().$executeRaw`
    WITH held AS (
      UPDATE article SET embargo_until = ${until}::timestamptz, changed_at = now()
      WHERE id = ${articleId} AND removed_at IS NULL
        AND (${until}::timestamptz IS NULL OR state = 'draft' OR (state = 'scheduled' AND published_at >= ${until}::timestamptz))
      RETURNING id, language, headline
    )
    ${recordEvent(
      actor,
      until ? 'article.embargoSet' : 'article.embargoLifted',
      sql`SELECT id, language, headline, jsonb_build_object('until', ${until}::timestamptz) FROM held`,
    )}`;
  return done === 1 ? { ok: true } : { ok: false, why: 'wrong-state' };
}
