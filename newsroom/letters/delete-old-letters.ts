import { settleCancelled } from '#newsroom/letters/keep-sums';
import { database } from '#platform/database';

/**
 * Deletes what letters have left behind, at most `limit` rows of each: who was sent what and the letters themselves
 * after sixty days (their sums stay), whoever has not confirmed within a week, whoever left ninety days ago, domains that
 * nothing was sent to for a day. Before that it counts what became of letters that were just cancelled. Returns how
 * many rows went of that of which most did.
 */
export async function deleteOldLetters(limit: number): Promise<number> {
  await settleCancelled();
  const recipients = await database().$executeRaw`
    DELETE FROM letter_recipient WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM letter_recipient WHERE created_at < now() - interval '60 days'
      ORDER BY created_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
  await database().$executeRaw`
    UPDATE letter SET html = '', text = '' WHERE html <> '' AND ended_at < now() - interval '60 days'`;
  const subscribers = await database().$executeRaw`
    DELETE FROM subscriber WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM subscriber
      WHERE state IN ('pending', 'left', 'suppressed') AND coalesce(left_at, asked_at) < now() - interval '7 days'
        AND CASE WHEN state = 'pending' THEN asked_at < now() - interval '7 days'
          ELSE coalesce(left_at, asked_at) < now() - interval '90 days' END
      ORDER BY coalesce(left_at, asked_at) LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
  const domains = await database().$executeRaw`
    DELETE FROM mail_domain WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM mail_domain WHERE free_at < now() - interval '1 day'
      ORDER BY free_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
  return Math.max(recipients, subscribers, domains);
}
