import { sumsOf } from '#newsroom/letters/sending/lease';
import { database, type Sql, sql } from '#platform/database';

/** Writes down what became of the readers of a letter that was cancelled: their rows are deleted after sixty days. */
export async function keepSumsOfCancelled(letterId: number): Promise<void> {
  await keepSums(sql`id = ${letterId}`);
}

/**
 * Counts again what became of the readers of letters that were cancelled within a day: one was being sent it at that
 * moment. If that was put off it is tried no more; where nothing was heard of it nobody knows.
 */
export async function settleCancelled(): Promise<void> {
  const settled = sql`started_at IS NOT NULL AND ended_at BETWEEN now() - interval '1 day' AND now() - interval '5 minutes'`;
  await database().$executeRaw`
    UPDATE letter_recipient SET state = CASE state WHEN 'sending' THEN 'unsure' ELSE 'left_out' END
    WHERE state IN ('waiting', 'sending', 'failed')
      AND letter_id IN (SELECT id FROM letter WHERE state = 'cancelled' AND ${settled})`;
  await keepSums(settled);
}

async function keepSums(which: Sql): Promise<void> {
  await database().$executeRaw`
    UPDATE letter l SET (sent, bounced, given_up, unsure, left_out) =
      (SELECT s.sent, s.bounced, s.given_up, s.unsure, s.left_out FROM (${sumsOf(sql`l.id`)}) s)
    WHERE state = 'cancelled' AND ${which}`;
}
