import { database } from '#platform/database';

/**
 * Deletes compression dictionaries made more than thirty days ago, oldest first, at most `limit`, and returns how many
 * went. What is still needed is made anew, of newer pages.
 */
export function deleteOldDictionaries(limit: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM compression_dictionary WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM compression_dictionary WHERE made_at < now() - interval '30 days'
      ORDER BY made_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
}
