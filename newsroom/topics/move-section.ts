import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { moveInOrder } from '#newsroom/settings/move-in-order';
import { database, sql } from '#platform/database';

/**
 * Moves a section one place up or down in the paper's order; the first does not go further up, nor the last down. Fails
 * by value for somebody who may not.
 */
export async function moveSection(actor: Actor, key: string, direction: 'up' | 'down'): Promise<Result> {
  if (!may(actor, 'section.edit')) return refuse('not-allowed', 'it');
  const moved = sql`
    SELECT s.key, NULL,
      coalesce((SELECT name FROM section_text WHERE section_id = s.id
        ORDER BY language <> ${actor.language} LIMIT 1), s.key), '{}'
    FROM moved m JOIN section s ON s.key = m.key WHERE m.key = ${key} AND m.has_moved`;
  await database().$executeRaw`
    WITH moved AS (
      ${moveInOrder(sql`section`, key, direction)}
    )
    ${recordEvent(actor, direction === 'up' ? 'section.movedUp' : 'section.movedDown', moved)}`;
  return { ok: true };
}
