import { recordEvent } from '#newsroom/audit/record-event';
import { newSecret, SECRET_PURPOSE } from '#newsroom/deliveries/webhook/signature';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';
import { encrypt } from '#platform/encryption';

/** How long messages are signed with the former secret too, hours. */
const BOTH_SECRETS_HOURS = 24;

/**
 * Gives a webhook a new secret, and returns it. For a day its messages have a signature by each of both, so that the
 * other side can change at its own time. Refused for somebody who may not, and where there is no such webhook.
 */
export async function rotateSecret(actor: Actor, id: number): Promise<Result<{ secret: string }>> {
  if (!may(actor, 'webhook.edit')) return refuse('not-allowed', 'it');
  const secret = newSecret();
  const rotated = await database().$executeRaw`
    WITH rotated AS (
      UPDATE destination SET secret = ${encrypt(secret, SECRET_PURPOSE)}, former_secret = secret,
        former_secret_until = now() + make_interval(hours => ${BOTH_SECRETS_HOURS}::int), version = version + 1
      WHERE id = ${id} AND kind = 'webhook'
      RETURNING id, name
    )
    ${recordEvent(actor, 'webhook.secretRotated', sql`SELECT id, NULL, name, '{}' FROM rotated`)}`;
  return rotated === 1 ? { ok: true, secret } : refuse('not-found', 'webhook');
}
