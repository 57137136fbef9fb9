import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';

/** Removes one of one's own passkeys. Returns how many have been removed: none that is somebody else's. */
export async function removePasskey(actor: Actor, id: string): Promise<number> {
  if (!may(actor, 'account.keys')) return 0;
  return database().$executeRaw`
    WITH removed AS (
      DELETE FROM passkey WHERE user_id = ${actor.id} AND id = ${id} RETURNING coalesce(name, '') AS name
    )
    ${recordEvent(
      actor,
      'account.passkeyRemoved',
      sql`SELECT ${actor.id}, NULL, ${actor.name}, jsonb_build_object('name', name) FROM removed`,
    )}`;
}
