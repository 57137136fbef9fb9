import { TOO_LATE } from '#newsroom/letters/sending/too-late';
import { database } from '#platform/database';

/**
 * Ends letters that nobody could send, or approved, in time, whether they were begun or not: whoever does not have one
 * by then gets none. One that somebody has counts as sent, with its sums. Returns how many were ended.
 */
export function endMissedLetters(): Promise<number> {
  return database().$executeRaw`
    WITH late AS (
      SELECT l.id FROM letter l
      WHERE l.state IN ('draft', 'ready', 'sending') AND (l.lease IS NULL OR l.leased_until <= now()) AND ${TOO_LATE}
      FOR UPDATE SKIP LOCKED
    ), sums AS (
      SELECT late.id, count(*) FILTER (WHERE r.state = 'sent') AS sent,
        count(*) FILTER (WHERE r.state = 'bounced') AS bounced,
        count(*) FILTER (WHERE r.state IN ('given_up', 'waiting', 'failed')) AS given_up,
        count(*) FILTER (WHERE r.state IN ('unsure', 'sending')) AS unsure,
        count(*) FILTER (WHERE r.state = 'left_out') AS left_out
      FROM late LEFT JOIN letter_recipient r ON r.letter_id = late.id GROUP BY late.id
    ), closed AS (
      UPDATE letter_recipient SET state = CASE state WHEN 'sending' THEN 'unsure' ELSE 'given_up' END
      WHERE letter_id IN (SELECT id FROM late) AND state IN ('waiting', 'failed', 'sending')
    )
    UPDATE letter l SET state = CASE WHEN s.sent + s.unsure > 0 THEN 'sent' ELSE 'missed' END, ended_at = now(),
      lease = NULL, failures = 0, sent = s.sent, bounced = s.bounced, given_up = s.given_up, unsure = s.unsure,
      left_out = s.left_out
    FROM sums s WHERE l.id = s.id`;
}
