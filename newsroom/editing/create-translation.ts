import { randomUUID } from 'node:crypto';
import type { Language } from '#i18n/languages';
import { UNTITLED } from '#newsroom/articles/slug';
import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import { keepCopy, lockedCopy } from '#newsroom/editing/locked-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Starts the article in another language as a copy of this one's working copy. What it was copied from is kept as a
 * revision, so that what changes there later can be shown. Refused where that language has an article already.
 */
export async function createTranslation(
  actor: Actor,
  articleId: number,
  language: Language,
): Promise<Result<{ articleId: number }>> {
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, 'article.translate', found.resource)) return refuse('not-allowed', 'it');
  const [created] = await database().$queryRaw<{ id: number }[]>`
    WITH ${lockedCopy(articleId)}, created AS (
      INSERT INTO article (
        story_id, section_id, language, slug, slug_chosen, headline, standfirst, body, body_text, source, state,
        source_article_id, source_version, created_by_id
      )
      SELECT a.story_id, a.section_id, ${language}, ${UNTITLED + randomUUID()}, false,
        copy.headline, copy.standfirst, copy.body, copy.body_text, copy.source, 'draft', a.id, copy.version, ${actor.id}
      FROM copy JOIN article a ON a.id = copy.article_id
      WHERE a.removed_at IS NULL AND a.language <> ${language}
      ON CONFLICT (story_id, language) DO NOTHING
      RETURNING id, language, headline
    ), ${keepCopy(actor, sql`created`)}, event AS (
      ${recordEvent(
        actor,
        'article.translated',
        sql`SELECT id, language, headline, jsonb_build_object('from', ${articleId}::int) FROM created`,
      )}
    )
    SELECT id FROM created`;
  return created ? { ok: true, articleId: created.id } : refuse('already-taken', 'language');
}
