import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { now } from '#platform/clock';
import { database, sql } from '#platform/database';

/** How many links to a preview of an article are valid just now. */
export function countPreviewLinks(articleId: number): Promise<number> {
  return database().previewLink.count({ where: { articleId, expiresAt: { gt: now() } } });
}

/** Makes every link to a preview of an article invalid at once. */
export async function revokePreviews(actor: Actor, articleId: number): Promise<Result> {
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, 'article.share', found.resource)) return refuse('not-allowed', 'it');
  await database().$executeRaw`
    WITH revoked AS (
      DELETE FROM preview_link WHERE article_id = ${articleId} RETURNING article_id
    )
    ${recordEvent(
      actor,
      'article.previewsRevoked',
      sql`SELECT DISTINCT a.id, a.language, w.headline, '{}'::jsonb
        FROM revoked JOIN article a ON a.id = revoked.article_id JOIN working_copy w ON w.article_id = a.id`,
    )}`;
  return { ok: true };
}
