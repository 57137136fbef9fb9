import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database } from '#platform/database';

/** Notes that a translation says what its source says now: nothing of the source counts as changed any more. */
export async function markTranslationCurrent(actor: Actor, articleId: number): Promise<Result> {
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, 'article.edit', found.resource)) return refuse('not-allowed', 'it');
  const done = await database().$executeRaw`
    WITH source AS (
      SELECT * FROM working_copy WHERE article_id = (SELECT source_article_id FROM article WHERE id = ${articleId})
    ), kept AS (
      INSERT INTO revision (article_id, version, headline, standfirst, body, source, by_id, by_name)
      SELECT article_id, version, headline, standfirst, body, source, ${actor.id}, ${actor.name} FROM source
      ON CONFLICT DO NOTHING
    )
    UPDATE article SET source_version = source.version FROM source WHERE article.id = ${articleId}`;
  return done === 1 ? { ok: true } : refuse('wrong-state', 'it');
}
