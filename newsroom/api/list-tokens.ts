import type { ListedToken } from '#newsroom/api/token';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

/** Tokens that are shown at most. */
const LIMIT = 200;

/** All tokens, those that are valid first, then the newest; nothing for somebody who may not see them. */
export async function listTokens(actor: Actor): Promise<ListedToken[]> {
  if (!may(actor, 'api.manage')) return [];
  return database().$queryRaw<ListedToken[]>`
    SELECT t.id, t.name, t.hint, t.scopes, t.created_at AS "createdAt", coalesce(s.name, '') AS "createdBy",
      t.expires_at AS "expiresAt", coalesce(t.expires_at <= now(), false) AS "isExpired",
      t.last_used_at AS "lastUsedAt", t.revoked_at AS "revokedAt"
    FROM api_token t LEFT JOIN staff s ON s.id = t.created_by_id
    ORDER BY t.revoked_at IS NOT NULL OR coalesce(t.expires_at <= now(), false), t.created_at DESC
    LIMIT ${LIMIT}`;
}
