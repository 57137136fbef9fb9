import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import type { Presence } from '#newsroom/staff/colleague';
import { isGood } from '#newsroom/staff/is-session-valid';
import { database } from '#platform/database';
import { shortestForm } from '#platform/ip-address';

/** The browsers in which somebody is signed in, the last used first. */
export async function listSessions(actor: Actor): Promise<Presence[]> {
  if (!may(actor, 'account.presence')) return [];
  const rows = await database().$queryRaw<Presence[]>`
    SELECT id, coalesce(user_agent, '') AS "userAgent", coalesce(ip_address, '') AS address,
      created_at AS since, updated_at AS "lastSeenAt"
    FROM session WHERE user_id = ${actor.id} AND ${isGood} ORDER BY updated_at DESC, id`;
  return rows.map((row) => ({ ...row, address: shortestForm(row.address) }));
}
