import { isToken, tokenHash } from '#newsroom/api/token';
import { isScope, type Scope } from '#newsroom/permissions/scopes';
import { database } from '#platform/database';

/** So long a use is not noted again, minutes. */
const NOTED_MINUTES = 5;

type Valid = { id: string; name: string; scopes: Scope[] };

/**
 * Whose a token is, by what PostgreSQL says at this moment: one that has been revoked or has expired is nobody's. Notes
 * that it was used, every few minutes. Null for whatever is no valid token. Rejects when the database does.
 */
export async function findToken(token: string): Promise<Valid | null> {
  if (!isToken(token)) return null;
  const [found] = await database().$queryRaw<{ id: string; name: string; scopes: string[] }[]>`
    WITH found AS (
      SELECT id, name, scopes, last_used_at FROM api_token
      WHERE token_hash = ${tokenHash(token)} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
    ), noted AS (
      UPDATE api_token t SET last_used_at = now() FROM found
      WHERE t.id = found.id
        AND (t.last_used_at IS NULL OR t.last_used_at < now() - make_interval(mins => ${NOTED_MINUTES}::int))
    )
    SELECT id, name, scopes FROM found`;
  return found ? { ...found, scopes: found.scopes.filter(isScope) } : null;
}
