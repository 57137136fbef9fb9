import { randomBytes } from 'node:crypto';
import type { Language } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import type { Role } from '#newsroom/permissions/role';
import { type Result, refuse } from '#newsroom/result';
import { tokenHash } from '#newsroom/staff/find-token-link';
import { emailOf } from '#newsroom/staff/token-link';
import { database, sql } from '#platform/database';

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * A link by which somebody with this e-mail joins the staff within a week. An earlier invitation of the same person
 * ends. Returns its token, which is kept nowhere. Fails by value for somebody who may not, and for an e-mail that is on
 * the staff already.
 */
export async function inviteColleague(
  actor: Actor,
  { email, role, language }: { email: string; role: Role; language: Language },
): Promise<Result<{ token: string }>> {
  if (!may(actor, 'people.edit')) return refuse('not-allowed', 'it');
  const token = newToken();
  const address = emailOf(email);
  const made = await database().$executeRaw`
    WITH earlier AS (
      UPDATE account_link SET used_at = now() WHERE email = ${address} AND used_at IS NULL
    ), made AS (
      INSERT INTO account_link (token_hash, email, role, language, invited_by_id, expires_at)
      SELECT ${tokenHash(token)}, ${address}, ${role}::"Role", ${language}, ${actor.id}, now() + interval '7 days'
      WHERE NOT EXISTS (SELECT FROM staff WHERE email = ${address})
      RETURNING email
    )
    ${recordEvent(
      actor,
      'staff.invited',
      sql`SELECT email, NULL, email, jsonb_build_object('role', ${role}::text) FROM made`,
    )}`;
  return made === 1 ? { ok: true, token } : refuse('already-taken', 'email');
}

/**
 * A link for the owner's account, a day long, while nobody is on the staff; earlier ones end. Null where there is
 * somebody already.
 */
export async function createOwnerLink(): Promise<string | null> {
  const token = newToken();
  const made = await database().$executeRaw`
    WITH earlier AS (
      UPDATE account_link SET used_at = now() WHERE email IS NULL AND staff_id IS NULL AND used_at IS NULL
    )
    INSERT INTO account_link (token_hash, expires_at)
    SELECT ${tokenHash(token)}, now() + interval '1 day' WHERE NOT EXISTS (SELECT FROM staff)`;
  return made === 1 ? token : null;
}

/**
 * A link to a new password, an hour long, for the person with this e-mail; their earlier ones end. Null where there is
 * nobody, or somebody who is suspended. Whoever hands it out decides to whom: by mail to the address itself, or on the
 * machine's command line.
 */
export async function createResetLink(email: string): Promise<{ token: string; language: Language } | null> {
  const token = newToken();
  const [person] = await database().$queryRaw<{ language: Language }[]>`
    WITH person AS (
      SELECT id, language FROM staff WHERE email = ${emailOf(email)} AND suspended_at IS NULL
    ), earlier AS (
      UPDATE account_link SET used_at = now() WHERE staff_id IN (SELECT id FROM person) AND used_at IS NULL
    ), made AS (
      INSERT INTO account_link (token_hash, staff_id, expires_at)
      SELECT ${tokenHash(token)}, id, now() + interval '1 hour' FROM person
    )
    SELECT language FROM person`;
  return person ? { token, language: person.language } : null;
}
