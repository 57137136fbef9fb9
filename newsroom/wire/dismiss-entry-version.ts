import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Says that a new version of the item that an entry of a live blog was made from has been dealt with; one that came later
 * is told all the same. Fails by value for somebody who may not write entries, and where there is nothing to be dealt
 * with.
 */
export async function dismissEntryVersion(
  actor: Actor,
  { entryId, itemId, version }: { entryId: number; itemId: number; version: number },
): Promise<Result> {
  if (!may(actor, 'live.write')) return refuse('not-allowed', 'it');
  const done = await database().$executeRaw`
    WITH dismissed AS (
      UPDATE wire_live_use u SET used_version = ${version}
      FROM wire_item i
      WHERE u.item_id = ${itemId} AND u.entry_id = ${entryId} AND i.id = u.item_id
        AND u.used_version < ${version} AND i.version >= ${version}
      RETURNING u.entry_id, u.story_id, i.agency
    )
    ${recordEvent(
      actor,
      'live.wireVersionDismissed',
      sql`SELECT DISTINCT ON (d.entry_id) d.story_id, t.language, t.title, jsonb_build_object('agency', d.agency)
        FROM dismissed d JOIN live_entry_text t ON t.entry_id = d.entry_id ORDER BY d.entry_id, t.language`,
    )}`;
  return done === 1 ? { ok: true } : refuse('conflict', 'it');
}
