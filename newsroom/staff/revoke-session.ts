import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';

/**
 * Ends one of one's own sessions, which for the one that is here is signing out. Returns how many have ended: none that
 * is somebody else's.
 */
export async function revokeSession(
  actor: Actor,
  id: string,
  event: 'account.sessionRevoked' | 'account.signedOut' = 'account.sessionRevoked',
): Promise<number> {
  if (!may(actor, 'account.presence')) return 0;
  return database().$executeRaw`
    WITH ended AS (
      DELETE FROM session WHERE user_id = ${actor.id} AND id = ${id} RETURNING coalesce(ip_address, '') AS address
    )
    ${recordEvent(
      actor,
      event,
      event === 'account.signedOut'
        ? sql`SELECT ${actor.id}, NULL, ${actor.name}, '{}' FROM ended`
        : sql`SELECT ${actor.id}, NULL, ${actor.name}, jsonb_build_object('address', address) FROM ended`,
    )}`;
}

/** Ends all of one's own sessions but one. Returns how many have ended. */
export async function endOtherSessions(actor: Actor, staying: string): Promise<number> {
  if (!may(actor, 'account.presence')) return 0;
  const [row] = await database().$queryRaw<{ count: number }[]>`
    WITH ended AS (
      DELETE FROM session WHERE user_id = ${actor.id} AND id <> ${staying} RETURNING id
    ), counted AS (
      SELECT count(*)::int AS count FROM ended
    ), line AS (
      ${recordEvent(
        actor,
        'account.otherSessionsRevoked',
        sql`SELECT ${actor.id}, NULL, ${actor.name}, jsonb_build_object('count', count) FROM counted WHERE count > 0`,
      )}
    )
    SELECT count FROM counted`;
  return row?.count ?? 0;
}
