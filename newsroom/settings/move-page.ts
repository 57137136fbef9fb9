import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { moveInOrder } from '#newsroom/settings/move-in-order';
import { database, sql } from '#platform/database';

/**
 * Moves a page about the paper one place up or down in the order of the footer; the first does not go further up, nor
 * the last down. Fails by value for somebody who may not.
 */
export async function movePage(
  actor: Actor,
  key: string,
  direction: 'up' | 'down',
): Promise<Result<object, 'not-allowed'>> {
  if (!may(actor, 'settings.edit')) return refuse('not-allowed', 'it');
  const moved = sql`
    SELECT m.key, NULL,
      coalesce((SELECT title FROM page_text WHERE page_key = m.key
        ORDER BY language <> ${actor.language} LIMIT 1), m.key), '{}'
    FROM moved m WHERE m.key = ${key} AND m.has_moved`;
  await database().$executeRaw`
    WITH moved AS (
      ${moveInOrder(sql`page`, key, direction)}
    )
    ${recordEvent(actor, direction === 'up' ? 'page.movedUp' : 'page.movedDown', moved)}`;
  return { ok: true };
}
