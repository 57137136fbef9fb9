import { AUDIT_EVENTS, type AuditEvent } from '#newsroom/audit/events';
import type { Actor } from '#newsroom/permissions/actor';
import { type Sql, sql } from '#platform/database';

/**
 * Writes an event of the activity log in the same statement as the change that it tells of: neither happens without the
 * other. `changed` is a query that gives a row (resource_id, language, title, detail) for each thing that was changed;
 * `detail` is an object (jsonb) of the details that the event has (AUDIT_EVENTS).
 */
export function recordEvent(actor: Actor, event: AuditEvent, changed: Sql): Sql {
  return insertEvent({ id: sql`${actor.id}`, name: sql`${actor.name}`, address: actor.address }, event, changed);
}

/** The same for what nobody of the staff does: what was scheduled, and the command line of the machine. */
export function recordSystemEvent(event: AuditEvent, changed: Sql): Sql {
  return insertEvent({ id: sql`NULL`, name: sql`''`, address: '' }, event, changed);
}

/** The same for what people do to their own accounts before they sign in. `people` gives rows (id, name, detail). */
export function recordOwnEvent(address: string, event: AuditEvent, people: Sql): Sql {
  const changed = sql`SELECT p.id, NULL, p.name, p.detail FROM (${people}) AS p (id, name, detail)`;
  return insertEvent({ id: sql`c.resource_id`, name: sql`c.title`, address }, event, changed);
}

function insertEvent(actor: { id: Sql; name: Sql; address: string }, event: AuditEvent, changed: Sql): Sql {
  return sql`
    INSERT INTO audit_entry (actor_id, actor_name, address, event, resource, resource_id, language, title, detail)
    SELECT ${actor.id}, ${actor.name}, ${actor.address}, ${event}, ${AUDIT_EVENTS[event].resource},
      c.resource_id::text, c.language, c.title, c.detail::jsonb
    FROM (${changed}) AS c (resource_id, language, title, detail)`;
}

/**
 * What is different between two flat objects (jsonb), for the detail `changed`: each name with its old and its new
 * text, null where there was or is none.
 */
export function changesBetween(before: Sql, after: Sql): Sql {
  return sql`(
    SELECT coalesce(jsonb_object_agg(name, jsonb_build_array(b.value, a.value)), '{}')
    FROM jsonb_each_text(${before}) AS b (name, value)
    FULL JOIN jsonb_each_text(${after}) AS a (name, value) USING (name)
    WHERE a.value IS DISTINCT FROM b.value)`;
}
