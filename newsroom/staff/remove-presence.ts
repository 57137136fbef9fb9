import type { Actor } from '#newsroom/staff/actor';
import { may } from '#newsroom/staff/may';
import { database } from '#platform/database';

/** Ends one of one's own sessions. Returns how many have ended: none that is somebody else's. */
export async function removePresence(actor: Actor, id: string): Promise<number> {
  if (!may(actor, 'account.edit')) return 0;
  return database().$executeRaw`DELETE FROM session WHERE user_id = ${actor.id} AND id = ${id}`;
}

/** Ends all of one's own sessions but one. Returns how many have ended. */
export async function removeOtherPresences(actor: Actor, staying: string): Promise<number> {
  if (!may(actor, 'account.edit')) return 0;
  return database().$executeRaw`DELETE FROM session WHERE user_id = ${actor.id} AND id <> ${staying}`;
}
