import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** Revokes a token: the next request with it is refused, on every machine. Refused where that has been done already. */
export async function revokeToken(actor: Actor, id: string): Promise<Result> {
  if (!may(actor, 'api.manage')) return refuse('not-allowed', 'it');
  const revoked = await database().$executeRaw`
    WITH revoked AS (
      UPDATE api_token SET revoked_at = now() WHERE id = ${id} AND revoked_at IS NULL RETURNING id, name
    )
    ${recordEvent(actor, 'token.revoked', sql`SELECT id, NULL, name, '{}' FROM revoked`)}`;
  return revoked === 1 ? { ok: true } : refuse('not-found', 'token');
}
