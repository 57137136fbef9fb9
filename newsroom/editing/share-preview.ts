import { createHash, randomBytes } from 'node:crypto';
import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Done } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';

/** How long a preview may be shared for, days. */
export const SHARED_DAYS = 7;

/** The only form in which a preview link's token is kept. */
export function previewHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

/**
 * A link by which anybody may read what is on the desk of an article, for a week. Returns its token, which is kept
 * nowhere.
 */
export async function createPreviewLink(actor: Actor, articleId: number): Promise<Done<{ token: string }>> {
  const found = await findArticleResource(articleId);
  if (!found) return { ok: false, why: 'absent' };
  if (!may(actor, 'article.share', found.thing)) return { ok: false, why: 'not-allowed' };
  const token = randomBytes(32).toString('base64url');
  await database().$executeRaw`
    WITH made AS (
      INSERT INTO preview_link (token_hash, article_id, created_by_id, expires_at)
      VALUES (${previewHash(token)}, ${articleId}, ${actor.id}, now() + make_interval(days => ${SHARED_DAYS})) RETURNING article_id
    ), old AS (
      DELETE FROM preview_link WHERE expires_at < now()
    )
    ${recordEvent(
      actor,
      'article.previewShared',
      sql`SELECT a.id, a.language, coalesce(d.headline, a.headline), '{}'
      FROM made JOIN article a ON a.id = made.article_id LEFT JOIN draft d ON d.article_id = a.id`,
    )}`;
  return { ok: true, token };
}
