import { OPEN } from '#newsroom/deliveries/lease';
import { database } from '#platform/database';

/**
 * Deletes deliveries that ended, events, and posts that were taken back, of more than thirty days ago, at most `limit`
 * rows of each. Returns how many rows went of that of which most did.
 */
export async function deleteOldDeliveries(limit: number): Promise<number> {
  const deliveries = await database().$executeRaw`
    DELETE FROM delivery WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM delivery
      WHERE created_at < now() - interval '30 days' AND (state NOT IN ${OPEN} OR next_try_at < now() - interval '30 days')
      ORDER BY created_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
  const events = await database().$executeRaw`
    DELETE FROM story_event WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM story_event WHERE at < now() - interval '30 days'
      ORDER BY at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
  const posts = await database().$executeRaw`
    DELETE FROM channel_post WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM channel_post WHERE state = 'withdrawn' AND changed_at < now() - interval '30 days'
      ORDER BY changed_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
  return Math.max(deliveries, events, posts);
}
