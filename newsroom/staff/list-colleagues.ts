import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import type { Colleague, Invitation } from '#newsroom/staff/colleague';
import { database } from '#platform/database';

/** Everybody on the staff, by name, those who are suspended last. Nobody for somebody who may not see them. */
export async function listColleagues(actor: Actor): Promise<Colleague[]> {
  if (!may(actor, 'people.edit')) return [];
  return database().$queryRaw`
    SELECT id, name, email, role, language, coalesce(two_factor_enabled, false) AS "hasSecondFactor",
      EXISTS (SELECT FROM passkey WHERE user_id = staff.id) AS "hasPasskey", suspended_at IS NOT NULL AS "isSuspended",
      (SELECT max(updated_at) FROM session WHERE user_id = staff.id) AS "lastSeenAt"
    FROM staff ORDER BY suspended_at IS NOT NULL, lower(name), id`;
}

/** Invitations that may still be followed, the newest first. None for somebody who may not see them. */
export async function listInvitations(actor: Actor): Promise<Invitation[]> {
  if (!may(actor, 'people.edit')) return [];
  return database().$queryRaw`
    SELECT l.email, l.role, l.language, s.name AS "invitedBy", l.expires_at AS "expiresAt"
    FROM account_link l LEFT JOIN staff s ON s.id = l.invited_by_id
    WHERE l.email IS NOT NULL AND l.role IS NOT NULL AND l.used_at IS NULL AND l.expires_at > now()
    ORDER BY l.created_at DESC`;
}
