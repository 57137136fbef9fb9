import { randomUUID } from 'node:crypto';
import type { Language } from '#i18n/languages';
import { isStoryKind } from '#newsroom/articles/kinds';
import { UNTITLED } from '#newsroom/articles/slug';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, type Prisma, sql } from '#platform/database';

/**
 * Creates a story of a kind in a section, with an empty article in a language. Its slug is a placeholder until there is
 * a headline; its source line names the site. Nobody may publish it before `embargoUntil`.
 */
export async function createArticle(
  actor: Actor,
  {
    language,
    section,
    kind = 'article',
    embargoUntil = null,
  }: { language: Language; section: string; kind?: string; embargoUntil?: Date | null },
  client: Prisma.TransactionClient = database(),
): Promise<Result<{ articleId: number }>> {
  if (!may(actor, 'article.create')) return refuse('not-allowed', 'it');
  if (!isStoryKind(kind)) return refuse('not-found', 'topic');
  const [created] = await client.$queryRaw<{ id: number }[]>`
    WITH story AS (
      INSERT INTO story (section_id, kind)
      SELECT id, ${kind} FROM section WHERE key = ${section} RETURNING id, section_id
    ), created AS (
      INSERT INTO article (
        story_id, section_id, language, slug, slug_chosen, headline, standfirst, body, source, state, embargo_until,
        created_by_id
      )
      SELECT id, section_id, ${language}, ${UNTITLED + randomUUID()}, false, '', '', '[]',
        coalesce((SELECT name FROM site_text WHERE language = ${language}), ''), 'draft', ${embargoUntil}::timestamptz,
        ${actor.id}
      FROM story
      RETURNING id, language
    ), event AS (
      ${recordEvent(actor, 'article.created', sql`SELECT id, language, '', '{}' FROM created`)}
    )
    SELECT id FROM created`;
  return created ? { ok: true, articleId: created.id } : refuse('not-found', 'topic');
}
