import { createHash, randomBytes } from 'node:crypto';
import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** How long a preview may be shared for, days. */
const SHARED_DAYS = 7;

/** The only form in which a preview link's token is stored. */
export function previewHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

/** Creates a link by which anybody may read the working copy for a week. Returns its token, which is stored nowhere. */
export async function createPreviewLink(actor: Actor, articleId: number): Promise<Result<{ token: string }>> {
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, 'article.share', found.resource)) return refuse('not-allowed', 'it');
  const token = randomBytes(32).toString('base64url');
  await database().$executeRaw`
    WITH created AS (
      INSERT INTO preview_link (token_hash, article_id, created_by_id, expires_at)
      VALUES (${previewHash(token)}, ${articleId}, ${actor.id}, now() + make_interval(days => ${SHARED_DAYS}))
      RETURNING article_id
    ), expired AS (
      DELETE FROM preview_link WHERE expires_at < now()
    )
    ${recordEvent(
      actor,
      'article.previewShared',
      sql`SELECT a.id, a.language, w.headline, '{}'
        FROM created JOIN article a ON a.id = created.article_id JOIN working_copy w ON w.article_id = a.id`,
    )}`;
  return { ok: true, token };
}
