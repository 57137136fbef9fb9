import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { emailOf } from '#newsroom/staff/token-link';
import { database, sql } from '#platform/database';

/**
 * Takes back the invitation of this e-mail. Fails by value for somebody who may not, and where there is none that could
 * still be followed.
 */
export async function revokeInvitation(actor: Actor, email: string): Promise<Result> {
  if (!may(actor, 'people.edit')) return refuse('not-allowed', 'it');
  const done = await database().$executeRaw`
    WITH ended AS (
      UPDATE account_link SET used_at = now()
      WHERE email = ${emailOf(email)} AND used_at IS NULL AND expires_at > now() RETURNING email
    )
    ${recordEvent(actor, 'staff.invitationRevoked', sql`SELECT DISTINCT email, NULL, email, '{}' FROM ended`)}`;
  return done > 0 ? { ok: true } : refuse('not-found', 'invitation');
}
