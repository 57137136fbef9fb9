import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { permissionFor, type TopicKind } from '#newsroom/topics/editable-topic';
import { TABLES } from '#newsroom/topics/list-topic-rows';
import { database, sql } from '#platform/database';

type Refused =
  | { ok: false; why: 'not-allowed' | 'no-such-topic' }
  /** A section whose latest stands beside every story. */
  | { ok: false; why: 'in-column'; name: string }
  | { ok: false; why: 'used'; name: string; stories: number };

/**
 * Removes a topic that no story has. Fails by value for somebody who may not, and for one that is there no more or
 * still in use.
 */
export async function deleteTopic(actor: Actor, kind: TopicKind, key: string): Promise<{ ok: true } | Refused> {
  if (!may(actor, permissionFor(kind))) return { ok: false, why: 'not-allowed' };
  const { topic, text, id, story } = TABLES[kind];
  const column =
    kind === 'section' ? sql`EXISTS (SELECT FROM site_settings WHERE column_section = found.key)` : sql`false`;
  const [row] = await database().$queryRaw<{ name: string; stories: number; inColumn: boolean }[]>`
    WITH found AS MATERIALIZED (
      SELECT id, key FROM ${topic} WHERE key = ${key} FOR UPDATE
    ), known AS MATERIALIZED (
      SELECT found.id, found.key, ${column} AS in_column, (SELECT count(*)::int FROM ${story} s WHERE s.${id} = found.id) AS stories,
        coalesce((SELECT name FROM ${text} w WHERE w.${id} = found.id ORDER BY w.language <> ${actor.language} LIMIT 1), found.key) AS name
      FROM found
    ), gone AS (
      DELETE FROM ${topic} x USING known WHERE x.id = known.id AND known.stories = 0 AND NOT known.in_column RETURNING x.key, known.name
    ), line AS (
      ${recordEvent(actor, `${kind}.deleted`, sql`SELECT key, NULL, name, '{}' FROM gone`)}
    )
    SELECT name, stories, in_column AS "inColumn" FROM known`;
  if (!row) return { ok: false, why: 'no-such-topic' };
  if (row.stories > 0) return { ok: false, why: 'used', name: row.name, stories: row.stories };
  return row.inColumn ? { ok: false, why: 'in-column', name: row.name } : { ok: true };
}
