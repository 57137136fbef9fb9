import { database } from '#platform/database';

/**
 * Deletes items that were not used within thirty days of their newest version, the oldest first, at most `limit`;
 * answers how many.
 */
export async function deleteOldWireItems(limit: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM wire_item WHERE id IN (
      SELECT id FROM wire_item i
      WHERE changed_at < now() - interval '30 days' AND NOT EXISTS (SELECT FROM wire_use u WHERE u.item_id = i.id)
        AND NOT EXISTS (SELECT FROM wire_live_use l WHERE l.item_id = i.id)
      ORDER BY changed_at LIMIT ${limit})`;
}

/** Forgets by what items are known again that no poll has seen for two years, at most `limit`; answers how many. */
export async function deleteOldWireIdentities(limit: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM wire_identity WHERE (source_id, key) IN (
      SELECT source_id, key FROM wire_identity WHERE seen_at < now() - interval '2 years'
      ORDER BY seen_at LIMIT ${limit})`;
}
