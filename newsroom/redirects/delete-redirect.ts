import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** Deletes a redirect: nothing answers its address from then on. Fails by value for somebody who may not. */
export async function deleteRedirect(actor: Actor, id: number): Promise<Result> {
  if (!may(actor, 'redirect.edit')) return refuse('not-allowed', 'it');
  const deleted = await database().$executeRaw`
    WITH deleted AS (
      DELETE FROM redirect WHERE id = ${id} RETURNING id, address
    )
    ${recordEvent(actor, 'redirect.deleted', sql`SELECT id, NULL, address, '{}' FROM deleted`)}`;
  return deleted === 1 ? { ok: true } : refuse('not-found', 'redirect');
}
