import { isStoryKind } from '#newsroom/articles/kinds';
import { recordEvent } from '#newsroom/audit/record-event';
import { findArticleResource } from '#newsroom/editing/find-article-resource';
import type { Done } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';

/** `seen` is the version of the filing that somebody has had before them. */
export type StoryDetails = {
  seen: number;
  kind: string;
  section: string;
  tags: string[];
  authors: string[];
  leadId: string | null;
};

/**
 * Files the story that an article belongs to: kind, section, tags, authors in the order of the byline (all by key) and
 * lead picture, in all its languages at once. A kind that this version does not know may stay. Fails by value on a kind,
 * key or picture that does not exist, and where somebody else has filed it meanwhile; then nothing is changed.
 */
export async function organizeStory(
  actor: Actor,
  articleId: number,
  { seen, kind, section, tags, authors, leadId }: StoryDetails,
): Promise<Done> {
  const found = await findArticleResource(articleId);
  if (!found) return { ok: false, why: 'absent' };
  if (!may(actor, 'story.edit', found.thing)) return { ok: false, why: 'not-allowed' };
  const [done] = await database().$queryRaw<{ id: number }[]>`
    WITH wanted AS (
      SELECT a.story_id, a.headline, s.id AS section_id
      FROM article a JOIN section s ON s.key = ${section}
      WHERE a.id = ${articleId}
        AND (SELECT count(*) FROM tag WHERE key = ANY(${tags}::text[])) = ${new Set(tags).size}
        AND (SELECT count(*) FROM author WHERE key = ANY(${authors}::text[])) = ${new Set(authors).size}
        AND (${leadId}::text IS NULL OR EXISTS (SELECT FROM picture WHERE id = ${leadId}))
    ), filed AS (
      UPDATE story SET kind = ${kind}, section_id = w.section_id, lead_id = ${leadId}, version = story.version + 1
      FROM wanted w WHERE story.id = w.story_id AND story.version = ${seen} AND (${isStoryKind(kind)} OR story.kind = ${kind}) RETURNING story.id, w.headline
    ), untagged AS (
      DELETE FROM story_tag WHERE story_id IN (SELECT id FROM filed) AND tag_id NOT IN (SELECT id FROM tag WHERE key = ANY(${tags}::text[]))
    ), tagged AS (
      INSERT INTO story_tag (story_id, tag_id) SELECT filed.id, tag.id FROM filed, tag WHERE tag.key = ANY(${tags}::text[]) ON CONFLICT DO NOTHING
    ), unsigned AS (
      DELETE FROM story_author WHERE story_id IN (SELECT id FROM filed) AND author_id NOT IN (SELECT id FROM author WHERE key = ANY(${authors}::text[]))
    ), signed AS (
      INSERT INTO story_author (story_id, author_id, position)
      SELECT filed.id, author.id, array_position(${authors}::text[], author.key) FROM filed, author WHERE author.key = ANY(${authors}::text[])
      ON CONFLICT (story_id, author_id) DO UPDATE SET position = excluded.position
    ), line AS (
      ${recordEvent(
        actor,
        'story.organized',
        sql`SELECT id, NULL, headline, jsonb_build_object('kind', ${kind}::text, 'section', ${section}::text, 'tags', ${tags}::text[],
          'authors', ${authors}::text[], 'lead', ${leadId}::text) FROM filed`,
      )}
    )
    SELECT id FROM filed`;
  if (done) return { ok: true };
  const story = await database().story.findFirst({
    where: { articles: { some: { id: articleId } } },
    select: { version: true },
  });
  return { ok: false, why: story?.version === seen ? 'unknown-topic' : 'refiled' };
}
