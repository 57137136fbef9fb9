import { randomBytes } from 'node:crypto';
import type { Language } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { tokenHash } from '#newsroom/staff/find-token-link';
import { database, sql } from '#platform/database';

type Made = { token: string; email: string; language: Language };

/**
 * A link to a new password, an hour long, that an administrator makes for a colleague; earlier ones end. Fails by value
 * for somebody who may not, and where there is nobody, or somebody who is suspended.
 */
export async function createColleagueResetLink(actor: Actor, id: string): Promise<Result<Made>> {
  if (!may(actor, 'people.edit')) return refuse('not-allowed', 'it');
  const token = randomBytes(32).toString('base64url');
  const [person] = await database().$queryRaw<Omit<Made, 'token'>[]>`
    WITH person AS (
      SELECT id, name, email, language FROM staff WHERE id = ${id} AND suspended_at IS NULL
    ), earlier AS (
      UPDATE account_link SET used_at = now() WHERE staff_id IN (SELECT id FROM person) AND used_at IS NULL
    ), made AS (
      INSERT INTO account_link (token_hash, staff_id, invited_by_id, expires_at)
      SELECT ${tokenHash(token)}, id, ${actor.id}, now() + interval '1 hour' FROM person
    ), line AS (
      ${recordEvent(actor, 'staff.resetLinkCreated', sql`SELECT id, NULL, name, '{}' FROM person`)}
    )
    SELECT email, language FROM person`;
  return person ? { ok: true, token, ...person } : refuse('not-found', 'person');
}
