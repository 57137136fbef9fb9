import type { AuditResource } from '#newsroom/audit/audit-entry';
import type { Actor } from '#newsroom/permissions/actor';
import type { Permission } from '#newsroom/permissions/permissions';
import { type Sql, sql } from '#platform/database';

/**
 * The line of the audit log that belongs to a change, to stand in the same statement: none is written without the
 * other. `changed` gives a row (thing_id, language, title, detail) for each thing that was changed.
 */
export function recordEvent(actor: Actor, act: Permission, thing: AuditResource, changed: Sql): Sql {
  return sql`
    INSERT INTO audit_entry (actor_id, actor_name, address, act, thing, thing_id, language, title, detail)
    SELECT ${actor.id}, ${actor.name}, ${actor.address}, ${act}, ${thing}, c.thing_id::text, c.language, c.title, c.detail::jsonb
    FROM (${changed}) AS c (thing_id, language, title, detail)`;
}

/**
 * What is different between two flat objects (jsonb), for a line's detail: each name with its old and its new text,
 * null where there was or is none.
 */
export function whatChanged(before: Sql, after: Sql): Sql {
  return sql`(
    SELECT coalesce(jsonb_object_agg(name, jsonb_build_array(b.value, a.value)), '{}')
    FROM jsonb_each_text(${before}) AS b (name, value) FULL JOIN jsonb_each_text(${after}) AS a (name, value) USING (name)
    WHERE a.value IS DISTINCT FROM b.value)`;
}
