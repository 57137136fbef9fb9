import { sql } from '#platform/database';

/**
 * Whether a letter (`l`) is too old to be sent: twelve hours after its time, an alert after two. One that servers were
 * still taking a moment ago has as long again: with many readers at one domain it takes that long.
 */
export const TOO_LATE = sql`(
  l.due_at < now() - CASE l.kind WHEN 'breaking' THEN interval '2 hours' ELSE interval '12 hours' END
  AND (
    l.due_at < now() - CASE l.kind WHEN 'breaking' THEN interval '4 hours' ELSE interval '24 hours' END
    OR NOT EXISTS (
      SELECT FROM letter_recipient t
      WHERE t.letter_id = l.id AND t.state = 'sent' AND t.tried_at > now() - interval '10 minutes'
    )
  )
)`;
