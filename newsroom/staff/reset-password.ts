import { randomUUID } from 'node:crypto';
import { recordOwnEvent } from '#newsroom/audit/record-event';
import { tokenHash } from '#newsroom/staff/find-token-link';
import { database, sql } from '#platform/database';

/**
 * Uses up a link to a new password: sets it, and ends every session of that person. Returns their e-mail, or null when
 * the link is good for nothing any more. Their second factor stays.
 */
export async function resetPassword(
  token: string,
  { passwordHash, address }: { passwordHash: string; address: string },
): Promise<string | null> {
  const [done] = await database().$queryRaw<{ email: string }[]>`
    WITH link AS (
      UPDATE account_link SET used_at = now()
      WHERE token_hash = ${tokenHash(token)} AND staff_id IS NOT NULL AND used_at IS NULL AND expires_at > now()
      RETURNING staff_id
    ), person AS (
      SELECT id, name, email FROM staff WHERE id IN (SELECT staff_id FROM link) AND suspended_at IS NULL
    ), account AS (
      INSERT INTO account (id, account_id, provider_id, user_id, password, updated_at)
      SELECT ${randomUUID()}, id, 'credential', id, ${passwordHash}, now() FROM person
      ON CONFLICT (provider_id, account_id) DO UPDATE SET password = excluded.password, updated_at = now()
    ), ended AS (
      DELETE FROM session WHERE user_id IN (SELECT id FROM person)
    ), line AS (
      ${recordOwnEvent(address, 'account.passwordReset', sql`SELECT id, name, '{}' FROM person`)}
    )
    SELECT email FROM person`;
  return done?.email ?? null;
}
