import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { permissionFor, type TopicKind } from '#newsroom/topics/editable-topic';
import { TABLES } from '#newsroom/topics/list-topic-rows';
import { database, sql } from '#platform/database';

/**
 * Removes a topic that no story has. Fails by value for somebody who may not, and for one that is there no more or
 * still in use.
 */
export async function deleteTopic(actor: Actor, kind: TopicKind, key: string): Promise<Result> {
  if (!may(actor, permissionFor(kind))) return refuse('not-allowed', 'it');
  const { topic, text, id, story } = TABLES[kind];
  const column =
    kind === 'section' ? sql`EXISTS (SELECT FROM site_settings WHERE column_section = found.key)` : sql`false`;
  const [row] = await database().$queryRaw<{ name: string; stories: number; inColumn: boolean }[]>`
    WITH found AS MATERIALIZED (
      SELECT id, key FROM ${topic} WHERE key = ${key} FOR UPDATE
    ), known AS MATERIALIZED (
      SELECT found.id, found.key, ${column} AS in_column,
        (SELECT count(*)::int FROM ${story} s WHERE s.${id} = found.id) AS stories,
        coalesce((SELECT name FROM ${text} w WHERE w.${id} = found.id
          ORDER BY w.language <> ${actor.language} LIMIT 1), found.key) AS name
      FROM found
    ), gone AS (
      DELETE FROM ${topic} x USING known
      WHERE x.id = known.id AND known.stories = 0 AND NOT known.in_column RETURNING x.key, known.name
    ), line AS (
      ${recordEvent(actor, `${kind}.deleted`, sql`SELECT key, NULL, name, '{}' FROM gone`)}
    )
    SELECT name, stories, in_column AS "inColumn" FROM known`;
  if (!row) return refuse('not-found', 'topic');
  if (row.stories > 0) return refuse('in-use', 'topic', { name: row.name, count: row.stories });
  return row.inColumn ? refuse('in-use', 'sideColumn', { name: row.name }) : { ok: true };
}
