import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Moves a section one place up or down in the paper's order; the first does not go further up, nor the last down. Fails
 * by value for somebody who may not.
 */
export async function moveSection(actor: Actor, key: string, direction: 'up' | 'down'): Promise<Result> {
  if (!may(actor, 'section.edit')) return refuse('not-allowed', 'it');
  const step = direction === 'up' ? -1.5 : 1.5;
  const moved = sql`
    SELECT s.key, NULL, coalesce((SELECT name FROM section_text WHERE section_id = s.id ORDER BY language <> ${actor.language} LIMIT 1), s.key),
      '{}'
    FROM saved s WHERE s.key = ${key}`;
  // No two sections may have the same place at any moment, not even while the statement runs: so all go to places that
  // none of them has, by turns after the last and from the beginning.
  await database().$executeRaw`
    WITH seen AS MATERIALIZED (
      SELECT id, key, position FROM section ORDER BY id FOR UPDATE
    ), numbered AS (
      SELECT id, key, row_number() OVER (ORDER BY position) AS place FROM seen
    ), ordered AS (
      SELECT id, row_number() OVER (ORDER BY place + CASE WHEN key = ${key} THEN ${step}::numeric ELSE 0 END) - 1 AS place, place - 1 AS former FROM numbered
    ), saved AS (
      UPDATE section SET position = ordered.place + (SELECT CASE WHEN min(position) > count(*) THEN 0 ELSE max(position) + 1 END FROM seen)
      FROM ordered
      WHERE ordered.id = section.id AND EXISTS (SELECT FROM ordered WHERE place <> former)
      RETURNING section.id, section.key
    )
    ${recordEvent(actor, direction === 'up' ? 'section.movedUp' : 'section.movedDown', moved)}`;
  return { ok: true };
}
