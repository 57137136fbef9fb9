import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

/** Everybody whom the log may tell of, by name; nobody for somebody who may not read it. */
export async function listActors(actor: Actor): Promise<{ id: string; name: string }[]> {
  if (!may(actor, 'audit.read')) return [];
  return database().$queryRaw`
    SELECT id, name FROM staff UNION ALL SELECT id, 'API: ' || name FROM api_token ORDER BY name, id`;
}
