import { emailOf } from '#newsroom/staff/entry';
import { database } from '#platform/database';

/**
 * Takes the authenticator and the passkeys of the person with this e-mail away, who has lost them, and ends their sessions; for the machine's command line.
 * Returns whether there is such a person.
 */
export async function removeSecondFactor(email: string): Promise<boolean> {
  const [person] = await database().$queryRaw<{ id: string }[]>`
    WITH person AS (
      UPDATE staff SET two_factor_enabled = false, updated_at = now() WHERE email = ${emailOf(email)} RETURNING id, name
    ), factor AS (
      DELETE FROM two_factor WHERE user_id IN (SELECT id FROM person)
    ), keys AS (
      DELETE FROM passkey WHERE user_id IN (SELECT id FROM person)
    ), ended AS (
      DELETE FROM session WHERE user_id IN (SELECT id FROM person)
    ), line AS (
      INSERT INTO audit_entry (actor_id, actor_name, act, thing, thing_id, title, detail)
      SELECT NULL, '', 'people.edit', 'staff', id, name, '{"withoutSecondFactor": true}' FROM person
    )
    SELECT id FROM person`;
  return person !== undefined;
}
