import { database } from '#platform/database';

/**
 * Deletes subscriptions of browsers that have not been heard of for half a year, and messages of more than a year ago, at
 * most `limit` rows of each. Returns how many rows went of that of which most did.
 */
export async function deleteOldPushes(limit: number): Promise<number> {
  const subscriptions = await database().$executeRaw`
    DELETE FROM push_subscription WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM push_subscription WHERE renewed_at < now() - interval '180 days'
      ORDER BY renewed_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
  const messages = await database().$executeRaw`
    DELETE FROM push_message WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM push_message WHERE created_at < now() - interval '1 year'
      ORDER BY created_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
  return Math.max(subscriptions, messages);
}
