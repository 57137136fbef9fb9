import { randomUUID } from 'node:crypto';
import type { Language } from '#i18n/languages';
import { UNTITLED } from '#newsroom/articles/slug';
import { recordEvent } from '#newsroom/audit/record-event';
import { currentText } from '#newsroom/editing/current-text';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Done } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';

/**
 * Begins a story in a section, with an empty article in a language. Its slug is a placeholder until there is a
 * headline; its source is the paper.
 */
export async function createArticle(
  actor: Actor,
  { language, section }: { language: Language; section: string },
): Promise<Done<{ articleId: number }>> {
  if (!may(actor, 'article.create')) return { ok: false, why: 'not-allowed' };
  const [made] = await database().$queryRaw<{ id: number }[]>`
    WITH told AS (
      INSERT INTO story (section_id) SELECT id FROM section WHERE key = ${section} RETURNING id, section_id
    ), made AS (
      INSERT INTO article (story_id, section_id, language, slug, slug_chosen, headline, standfirst, body, source, state, workflow,
        version, published_version, created_by_id, changed_by_id)
      SELECT id, section_id, ${language}, ${UNTITLED + randomUUID()}, false, '', '', '[]',
        coalesce((SELECT name FROM masthead_text WHERE language = ${language}), ''), 'draft', 'draft', 1, 0, ${actor.id}, ${actor.id} FROM told
      RETURNING id, language
    ), line AS (
      ${recordEvent(actor, 'article.create', 'article', sql`SELECT id, language, '', '{}' FROM made`)}
    )
    SELECT id FROM made`;
  return made ? { ok: true, articleId: made.id } : { ok: false, why: 'unknown-topic' };
}

/**
 * Begins the article in another language as a copy of what is on the desk in this one. What it was copied from is kept
 * as a revision, so that what changes there later can be shown. Fails by value where that language has one already.
 */
export async function createTranslation(
  actor: Actor,
  articleId: number,
  language: Language,
): Promise<Done<{ articleId: number }>> {
  const found = await findArticleResource(articleId);
  if (!found) return { ok: false, why: 'absent' };
  if (!may(actor, 'article.translate', found.thing)) return { ok: false, why: 'not-allowed' };
  const [made] = await database().$queryRaw<{ id: number }[]>`
    WITH source AS (
      SELECT * FROM ${currentText} AS t WHERE id = ${articleId} AND removed_at IS NULL AND language <> ${language}
    ), made AS (
      INSERT INTO article (story_id, section_id, language, slug, slug_chosen, headline, standfirst, body, body_text, source,
        state, workflow, version, published_version, source_article_id, source_version, created_by_id, changed_by_id)
      SELECT story_id, section_id, ${language}, ${UNTITLED + randomUUID()}, false, headline, standfirst, body, body_text,
        source, 'draft', 'draft', 1, 0, id, version, ${actor.id}, ${actor.id} FROM source
      ON CONFLICT (story_id, language) DO NOTHING
      RETURNING id, language, headline
    ), kept AS (
      INSERT INTO revision (article_id, version, headline, standfirst, body, source, by_id, by_name)
      SELECT id, version, headline, standfirst, body, source, ${actor.id}, ${actor.name} FROM source WHERE EXISTS (SELECT FROM made)
      ON CONFLICT DO NOTHING
    ), line AS (
      ${recordEvent(actor, 'article.translate', 'article', sql`SELECT id, language, headline, jsonb_build_object('from', ${articleId}::int) FROM made`)}
    )
    SELECT id FROM made`;
  return made ? { ok: true, articleId: made.id } : { ok: false, why: 'exists' };
}

/** Notes that a translation says what its source says now: nothing of the source counts as changed any more. */
export async function markTranslationCurrent(actor: Actor, articleId: number): Promise<Done> {
  const found = await findArticleResource(articleId);
  if (!found) return { ok: false, why: 'absent' };
  if (!may(actor, 'article.edit', found.thing)) return { ok: false, why: 'not-allowed' };
  const done = await database().$executeRaw`
    WITH source AS (
      SELECT * FROM ${currentText} AS t WHERE id = (SELECT source_article_id FROM article WHERE id = ${articleId})
    ), kept AS (
      INSERT INTO revision (article_id, version, headline, standfirst, body, source, by_id, by_name)
      SELECT id, version, headline, standfirst, body, source, ${actor.id}, ${actor.name} FROM source
      ON CONFLICT DO NOTHING
    )
    UPDATE article SET source_version = source.version FROM source WHERE article.id = ${articleId}`;
  return done === 1 ? { ok: true } : { ok: false, why: 'wrong-state' };
}
