import { HELD_BY_NOBODY, heldBy, isFreeFor, whyNot } from '#newsroom/live/lease';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database } from '#platform/database';

/** Says that somebody is writing an entry, for a minute: nobody else may meanwhile. Refused where somebody else is. */
export async function holdEntry(actor: Actor, entryId: number): Promise<Result> {
  if (!may(actor, 'live.write')) return refuse('not-allowed', 'it');
  const held = await database().$executeRaw`
    UPDATE live_entry e SET ${heldBy(actor)} WHERE e.id = ${entryId} AND ${isFreeFor(actor)}`;
  return held > 0 ? { ok: true } : whyNot(actor, entryId);
}

/** Says that they have stopped. */
export async function releaseEntry(actor: Actor, entryId: number): Promise<void> {
  if (!may(actor, 'live.write')) return;
  await database().$executeRaw`
    UPDATE live_entry SET ${HELD_BY_NOBODY} WHERE id = ${entryId} AND held_by_id = ${actor.id}`;
}
