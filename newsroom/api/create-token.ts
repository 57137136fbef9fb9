import { randomBytes } from 'node:crypto';
import { hintOf, newToken, tokenHash } from '#newsroom/api/token';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import type { Scope } from '#newsroom/permissions/scopes';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** Most tokens that are valid at a time: a site has a few. */
const MOST = 100;

/**
 * A token by which another program acts under `name`, with some scopes, for `days` or until it is revoked. Returns what
 * it says, which is kept nowhere. Refused for somebody who may not, without a name or a scope, and where there are a
 * hundred already.
 */
export async function createToken(
  actor: Actor,
  { name, scopes, days }: { name: string; scopes: readonly Scope[]; days: number | null },
): Promise<Result<{ id: string; token: string }>> {
  if (!may(actor, 'api.manage')) return refuse('not-allowed', 'it');
  if (name === '') return refuse('missing', 'label');
  if (scopes.length === 0) return refuse('missing', 'scope');
  const token = newToken();
  const id = `api-${randomBytes(9).toString('base64url')}`;
  const made = await database().$executeRaw`
    WITH made AS (
      INSERT INTO api_token (id, name, token_hash, hint, scopes, created_by_id, expires_at)
      SELECT ${id}, ${name}, ${tokenHash(token)}, ${hintOf(token)}, ${[...scopes]}::text[], ${actor.id},
        now() + make_interval(days => ${days}::int)
      WHERE (SELECT count(*) FROM api_token
        WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())) < ${MOST}
      RETURNING id, name
    )
    ${recordEvent(
      actor,
      'token.created',
      sql`SELECT id, NULL, name, jsonb_build_object('scopes', ${scopes.join(', ')}::text) FROM made`,
    )}`;
  return made === 1 ? { ok: true, id, token } : refuse('too-many', 'token');
}
