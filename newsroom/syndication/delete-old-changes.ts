import { database } from '#platform/database';

/**
 * Takes entries older than thirty days out of the outbox, oldest first, at most `limit` rows: whoever was away longer
 * starts anew. Returns how many went.
 */
export function deleteOldChanges(limit: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM outbox WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM outbox WHERE at < now() - interval '30 days' ORDER BY at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
}
