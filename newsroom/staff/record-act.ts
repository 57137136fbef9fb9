import type { Actor } from '#newsroom/staff/actor';
import type { Act } from '#newsroom/staff/may';
import { type Sql, sql } from '#platform/database';

/**
 * The line of the audit log that belongs to a change, to stand in the same statement: none is written without the other. `changed` gives a row
 * (thing_id, language, title, detail) for each thing that was changed.
 */
export function recordAct(
  actor: Actor,
  act: Act,
  thing: 'article' | 'story' | 'picture' | 'topic' | 'masthead' | 'staff',
  changed: Sql,
): Sql {
  return sql`
    INSERT INTO audit_entry (actor_id, actor_name, address, act, thing, thing_id, language, title, detail)
    SELECT ${actor.id}, ${actor.name}, ${actor.address}, ${act}, ${thing}, c.thing_id::text, c.language::"Language", c.title, c.detail::jsonb
    FROM (${changed}) AS c (thing_id, language, title, detail)`;
}
