import { recordEvent, recordSystemEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { emailOf } from '#newsroom/staff/token-link';
import { database, type Sql, sql } from '#platform/database';

// Whoever has lost the telephone with the authenticator has lost the passkeys on it too, and somebody may have found
// it: all of them go, and the sessions. The password stays, so that nobody is locked out.
async function removePlacement(whose: Sql, line: Sql): Promise<boolean> {
  const [person] = await database().$queryRaw<{ id: string }[]>`
    WITH person AS (
      UPDATE staff SET two_factor_enabled = false, updated_at = now() WHERE ${whose} RETURNING id, name
    ), factor AS (
      DELETE FROM two_factor WHERE user_id IN (SELECT id FROM person)
    ), keys AS (
      DELETE FROM passkey WHERE user_id IN (SELECT id FROM person)
    ), ended AS (
      DELETE FROM session WHERE user_id IN (SELECT id FROM person)
    ), line AS (
      ${line}
    )
    SELECT id FROM person`;
  return person !== undefined;
}

/**
 * Takes the authenticator and the passkeys of the person with this e-mail away, who has lost them, and ends their
 * sessions; for the machine's command line. Returns whether there is such a person.
 */
export function resetTwoFactor(email: string): Promise<boolean> {
  return removePlacement(
    sql`email = ${emailOf(email)}`,
    recordSystemEvent('staff.twoFactorReset', sql`SELECT id, NULL, name, '{}' FROM person`),
  );
}

/**
 * The same for a colleague, by an administrator. Fails by value for somebody who may not, for oneself (who can, by
 * password, under one's own account), and where there is no such person, nothing to take away, or the actor has just
 * ceased to be an administrator.
 */
export async function resetColleagueTwoFactor(actor: Actor, id: string): Promise<Result> {
  if (!may(actor, 'people.edit')) return refuse('not-allowed', 'it');
  if (id === actor.id) return refuse('own-account', 'it');
  const isDone = await removePlacement(
    sql`id = ${id} AND (two_factor_enabled OR EXISTS (SELECT FROM passkey p WHERE p.user_id = staff.id))
      AND EXISTS (
        SELECT FROM staff a WHERE a.id = ${actor.id} AND a.role = 'administrator' AND a.suspended_at IS NULL)`,
    recordEvent(actor, 'staff.twoFactorReset', sql`SELECT id, NULL, name, '{}' FROM person`),
  );
  return isDone ? { ok: true } : refuse('not-found', 'person');
}
