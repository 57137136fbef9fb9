import { randomUUID } from 'node:crypto';
import type { Language } from '#i18n/languages';
import { recordOwnEvent } from '#newsroom/audit/record-event';
import { type Result, refuse } from '#newsroom/result';
import { tokenHash } from '#newsroom/staff/find-token-link';
import { emailOf } from '#newsroom/staff/token-link';
import { database, sql } from '#platform/database';

type Newcomer = {
  name: string;
  /** Of the owner, who says it; whoever is invited has been named. */
  email: string;
  language: Language;
  /** As platform/authentication.ts hashes it. */
  passwordHash: string;
  /** Network address, for the audit log. */
  address: string;
};

/**
 * Uses up a link and makes the account that it is for, all in one statement: of two who follow the same link one comes
 * in. The first of a paper is its administrator. Returns the account's e-mail,
 * and whether it is that first one. Fails by value when the link is good for
 * nothing any more, or the e-mail is on the staff already.
 */
export async function createAccount(
  token: string,
  { name, email, language, passwordHash, address }: Newcomer,
): Promise<Result<{ email: string; isFirst: boolean }, 'not-found' | 'already-taken'>> {
  const id = randomUUID();
  const givenEmail = emailOf(email);
  const [made] = await database().$queryRaw<{ email: string; isTaken: boolean; isFirst: boolean }[]>`
    WITH link AS (
      SELECT token_hash, email IS NULL AS is_owners, coalesce(email, ${givenEmail}) AS email, coalesce(role, 'administrator') AS role
      FROM account_link
      WHERE token_hash = ${tokenHash(token)} AND staff_id IS NULL AND used_at IS NULL AND expires_at > now()
        AND (email IS NOT NULL OR NOT EXISTS (SELECT FROM staff))
      FOR UPDATE
    ), person AS (
      INSERT INTO staff (id, name, email, email_verified, role, language, updated_at)
      SELECT ${id}, ${name}, email, true, role, ${language}, now() FROM link
      ON CONFLICT (email) DO NOTHING
      RETURNING id, name, email, role
    ), account AS (
      INSERT INTO account (id, account_id, provider_id, user_id, password, updated_at)
      SELECT ${randomUUID()}, id, 'credential', id, ${passwordHash}, now() FROM person
    ), used AS (
      UPDATE account_link SET used_at = now()
      WHERE token_hash = (SELECT token_hash FROM link) AND EXISTS (SELECT FROM person)
    ), line AS (
      ${recordOwnEvent(address, 'staff.joined', sql`SELECT id, name, jsonb_build_object('role', role) FROM person`)}
    )
    SELECT link.email, link.is_owners AS "isFirst", NOT EXISTS (SELECT FROM person) AS "isTaken" FROM link`;
  if (!made) return refuse('not-found', 'link');
  return made.isTaken ? refuse('already-taken', 'email') : { ok: true, email: made.email, isFirst: made.isFirst };
}
