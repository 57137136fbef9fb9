import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Makes one tag of two: stories of the first have the second from now on, and addresses of the first lead to it.
 * Returns how many stories had the first. Fails by value for somebody who may not, where either is missing, and for a
 * tag with itself.
 */
export async function mergeTags(
  actor: Actor,
  { from, into }: { from: string; into: string },
): Promise<Result<{ stories: number }>> {
  if (!may(actor, 'topic.edit')) return refuse('not-allowed', 'it');
  if (from === into) return refuse('invalid', 'sameTag');
  const nameOf = (id: 'from' | 'into') =>
    sql`coalesce((SELECT name FROM tag_text WHERE tag_id = ${id === 'from' ? sql`from_id` : sql`into_id`}
      ORDER BY language <> ${actor.language} LIMIT 1), ${id === 'from' ? sql`from_key` : sql`into_key`})`;
  const [row] = await database().$queryRaw<{ stories: number }[]>`
    WITH locked AS MATERIALIZED (
      SELECT id, key FROM tag WHERE key IN (${from}, ${into}) ORDER BY id FOR UPDATE
    ), pair AS MATERIALIZED (
      SELECT f.id AS from_id, f.key AS from_key, i.id AS into_id, i.key AS into_key
      FROM locked f, locked i WHERE f.key = ${from} AND i.key = ${into}
    ), given AS (
      INSERT INTO story_tag (story_id, tag_id)
      SELECT s.story_id, into_id FROM story_tag s JOIN pair ON s.tag_id = from_id ON CONFLICT DO NOTHING
    ), taken AS (
      DELETE FROM story_tag s USING pair WHERE s.tag_id = from_id RETURNING s.story_id
    ), led AS (
      UPDATE former_tag f SET tag_id = into_id FROM pair WHERE f.tag_id = from_id
    ), former AS (
      INSERT INTO former_tag (key, tag_id) SELECT from_key, into_id FROM pair
      ON CONFLICT (key) DO UPDATE SET tag_id = excluded.tag_id
    ), gone AS (
      DELETE FROM tag t USING pair WHERE t.id = from_id
    ), counted AS (
      SELECT (SELECT count(*)::int FROM taken) AS stories, pair.*,
        ${nameOf('from')} AS name, ${nameOf('into')} AS merged
      FROM pair
    ), line AS (
      ${recordEvent(
        actor,
        'tag.merged',
        sql`SELECT into_key, NULL, merged,
          jsonb_build_object('merged', name, 'formerKey', from_key, 'stories', stories) FROM counted`,
      )}
    )
    SELECT stories FROM counted`;
  return row ? { ok: true, stories: row.stories } : refuse('not-found', 'topic');
}
