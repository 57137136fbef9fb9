import { isSlug } from '#newsroom/articles/slug';
import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import { lockedCopy, touchCopies } from '#newsroom/editing/locked-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Gives an article another slug, at once. One that readers have seen leads to it from then on, in one step however
 * often it is renamed. Refused where another article of the language has it or once had it, and where somebody has
 * chosen another since the one that was `seen`.
 */
export async function changeSlug(actor: Actor, articleId: number, slug: string, seen?: string): Promise<Result> {
  if (!isSlug(slug)) return refuse('invalid', 'address');
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, 'article.rename', found.resource)) return refuse('not-allowed', 'it');
  const [done] = await database().$queryRaw<{ id: number }[]>`
    WITH ${lockedCopy(articleId)}, before AS (
      SELECT id, language, slug FROM article
      WHERE id = (SELECT article_id FROM copy)
        AND (NOT slug_chosen OR slug = ${seen ?? null} OR ${seen === undefined}) FOR UPDATE
    ), renamed AS (
      UPDATE article a SET slug = ${slug}, slug_chosen = true
      FROM before b
      WHERE a.id = b.id
        AND NOT EXISTS (SELECT FROM article o WHERE o.language = b.language AND o.slug = ${slug} AND o.id <> b.id)
        AND NOT EXISTS (
          SELECT FROM former_slug f WHERE f.language = b.language AND f.slug = ${slug} AND f.article_id <> b.id
        )
      RETURNING a.id, a.language, a.headline, b.slug AS former, a.state
    ), left_behind AS (
      INSERT INTO former_slug (language, slug, article_id)
      SELECT language, former, id FROM renamed WHERE former <> ${slug} AND state IN ('published', 'withdrawn')
      ON CONFLICT DO NOTHING
    ), taken_back AS (
      DELETE FROM former_slug f USING renamed r WHERE f.language = r.language AND f.slug = ${slug}
    ), ${touchCopies(sql`renamed`)}, event AS (
      ${recordEvent(
        actor,
        'article.addressChanged',
        sql`SELECT id, language, headline, jsonb_build_object('from', former, 'to', ${slug}::text) FROM renamed`,
      )}
    )
    SELECT id FROM renamed`.catch(takenMeanwhile);
  if (done) return { ok: true };
  const now = await database().article.findUnique({
    where: { id: articleId },
    select: { slug: true, slugChosen: true },
  });
  const isOther = seen !== undefined && now?.slugChosen && now.slug !== seen;
  return isOther ? refuse('conflict', 'it') : refuse('already-taken', 'address');
}

/** Of two who take a slug at once, one is told by the unique index. */
function takenMeanwhile(error: unknown): { id: number }[] {
  if (String((error as { meta?: unknown; message?: unknown }).message ?? '').includes('23505')) return [];
  throw error;
}
