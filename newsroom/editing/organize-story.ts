import { isStoryKind } from '#newsroom/articles/kinds';
import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** `seen` is the version of the story that somebody has had before them. */
export type StoryDetails = {
  seen: number;
  kind: string;
  section: string;
  tags: string[];
  authors: string[];
  leadId: string | null;
};

/**
 * Sets kind, section, tags, authors in the order of the byline (all by key) and lead picture of the story that an
 * article belongs to, in all its languages at once. A kind that this version does not know may stay. Refused for a
 * kind, key or picture that does not exist, and where somebody else has changed them meanwhile; then nothing is
 * changed.
 */
export async function organizeStory(
  actor: Actor,
  articleId: number,
  { seen, kind, section, tags, authors, leadId }: StoryDetails,
): Promise<Result> {
  const found = await findArticleResource(articleId);
  if (!found) return refuse('not-found', 'article');
  if (!may(actor, 'story.edit', found.resource)) return refuse('not-allowed', 'it');
  const [done] = await database().$queryRaw<{ id: number }[]>`
    WITH wanted AS (
      SELECT a.story_id, w.headline, s.id AS section_id
      FROM article a JOIN working_copy w ON w.article_id = a.id JOIN section s ON s.key = ${section}
      WHERE a.id = ${articleId}
        AND (SELECT count(*) FROM tag WHERE key = ANY(${tags}::text[])) = ${new Set(tags).size}
        AND (SELECT count(*) FROM author WHERE key = ANY(${authors}::text[])) = ${new Set(authors).size}
        AND (${leadId}::text IS NULL OR EXISTS (SELECT FROM picture WHERE id = ${leadId}))
    ), organized AS (
      UPDATE story SET kind = ${kind}, section_id = w.section_id, lead_id = ${leadId}, version = story.version + 1
      FROM wanted w
      WHERE story.id = w.story_id AND story.version = ${seen} AND (${isStoryKind(kind)} OR story.kind = ${kind})
      RETURNING story.id, w.headline
    ), untagged AS (
      DELETE FROM story_tag WHERE story_id IN (SELECT id FROM organized)
        AND tag_id NOT IN (SELECT id FROM tag WHERE key = ANY(${tags}::text[]))
    ), tagged AS (
      INSERT INTO story_tag (story_id, tag_id)
      SELECT organized.id, tag.id FROM organized, tag WHERE tag.key = ANY(${tags}::text[])
      ON CONFLICT DO NOTHING
    ), unsigned AS (
      DELETE FROM story_author WHERE story_id IN (SELECT id FROM organized)
        AND author_id NOT IN (SELECT id FROM author WHERE key = ANY(${authors}::text[]))
    ), signed AS (
      INSERT INTO story_author (story_id, author_id, position)
      SELECT organized.id, author.id, array_position(${authors}::text[], author.key)
      FROM organized, author WHERE author.key = ANY(${authors}::text[])
      ON CONFLICT (story_id, author_id) DO UPDATE SET position = excluded.position
    ), event AS (
      ${recordEvent(
        actor,
        'story.organized',
        sql`SELECT id, NULL, headline, jsonb_build_object('kind', ${kind}::text, 'section', ${section}::text,
          'tags', ${tags}::text[], 'authors', ${authors}::text[], 'lead', ${leadId}::text) FROM organized`,
      )}
    )
    SELECT id FROM organized`;
  if (done) return { ok: true };
  const story = await database().story.findFirst({
    where: { articles: { some: { id: articleId } } },
    select: { version: true },
  });
  return story?.version === seen ? refuse('not-found', 'topic') : refuse('conflict', 'organization');
}
