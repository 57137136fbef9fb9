import { storableText } from '#i18n/storable';
import { recordSystemEvent } from '#newsroom/audit/record-event';
import type { ChannelPost, Outcome, Outgoing } from '#newsroom/deliveries/delivery';
import { OPEN } from '#newsroom/deliveries/lease';
import { database, type Sql, sql } from '#platform/database';

const [MINUTE, HOUR] = [60, 3_600];

/** How long after each failed try the next one is made, seconds; the last of them after all that come later, too. */
export const WAITS = [
  ...[5, 5 * MINUTE, 30 * MINUTE],
  ...[2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
];
const LONGEST_WAIT = Math.max(...WAITS);
/** What is younger is not given up: tries that others have brought forward are made within minutes. Seconds. */
const PATIENCE = WAITS.reduce((sum, wait) => sum + wait, 0);

/** Longest of the other side's words that are kept, characters. */
const ANSWER_LENGTH = 500;

type Sent = Pick<Outgoing, 'id' | 'tries'>;

/**
 * Writes down what came of a try, unless somebody else has taken the delivery over since. After a failure it is tried
 * again later, at the earliest when the other side says, until it is given up. When a destination that could not be
 * reached is there again, what waits for it is tried at once, but for what the other side has named a time for. One
 * that wants nothing any more gets nothing any more.
 */
export async function recordOutcome(destinationId: number, sent: Sent, outcome: Outcome): Promise<void> {
  const answer = storableText(outcome.answer.slice(0, ANSWER_LENGTH));
  if (outcome.kind === 'sent') return recordSuccess(destinationId, sent, { ...outcome, answer });
  if (outcome.kind === 'gone') return recordGone(destinationId, sent, answer);
  if (outcome.kind === 'maybe_sent') {
    await database().$executeRaw`UPDATE delivery SET state = 'maybe_sent', answer = ${answer} WHERE ${isOurs(sent)}`;
    return;
  }
  const { retryAfterSeconds } = outcome;
  const wait = WAITS[sent.tries - 1] ?? LONGEST_WAIT;
  // Longer than by the times alone: so recordSuccess sees that the other side has said when.
  const seconds = retryAfterSeconds ? Math.max(wait + 1, Math.min(retryAfterSeconds, LONGEST_WAIT)) : wait;
  await database().$executeRaw`
    WITH recorded AS (
      UPDATE delivery SET answer = ${answer}, tried_at = now(),
        state = CASE
          WHEN ${sent.tries > WAITS.length} AND created_at <= now() - make_interval(secs => ${PATIENCE}::int)
          THEN 'given_up' ELSE 'failed' END,
        next_try_at = now() + make_interval(secs => ${seconds}::int)
      WHERE ${isOurs(sent)} RETURNING destination_id
    )
    UPDATE destination SET failures = failures + 1 WHERE id IN (SELECT destination_id FROM recorded)`;
}

async function recordSuccess(
  destinationId: number,
  sent: Sent,
  { answer, state = 'sent', post }: Outcome & { kind: 'sent' },
) {
  const { remoteId = null } = post ?? {};
  await database().$executeRaw`
    WITH recorded AS (
      UPDATE delivery SET state = ${state}, answer = ${answer}, remote_id = ${remoteId}
      WHERE ${isOurs(sent)} RETURNING destination_id, article_id
    ), posted AS (
      ${post ? keepPost(post) : sql`SELECT`}
    ), back AS (
      UPDATE destination SET failures = 0
      WHERE id IN (SELECT destination_id FROM recorded) AND failures > 0 RETURNING id
    )
    UPDATE delivery SET next_try_at = now()
    WHERE destination_id = ${destinationId} AND destination_id IN (SELECT id FROM back) AND state = 'failed'
      AND next_try_at <= tried_at + make_interval(secs => coalesce((${WAITS}::int[])[tries], ${LONGEST_WAIT}::int))`;
}

/**
 * With the outcome, whoever comes next knows what there is to be changed. For a statement in which `recorded` has the
 * deliveries that it came of.
 */
export function keepPost({ remoteId, url, text, state }: ChannelPost): Sql {
  return sql`
    INSERT INTO channel_post AS known (destination_id, article_id, remote_id, url, text, state)
    SELECT destination_id, article_id, ${remoteId}, ${url}, ${text}, ${state} FROM recorded WHERE article_id IS NOT NULL
    ON CONFLICT (destination_id, article_id) DO UPDATE SET remote_id = excluded.remote_id,
      url = coalesce(nullif(excluded.url, ''), known.url), text = excluded.text, state = excluded.state, changed_at = now(),
      posted_at = CASE WHEN excluded.state = 'posted' THEN now() ELSE known.posted_at END`;
}

async function recordGone(destinationId: number, sent: Sent, answer: string): Promise<void> {
  await database().$executeRaw`
    WITH gone AS (
      UPDATE destination SET state = 'gone', version = version + 1
      WHERE id = ${destinationId} AND state = 'on' AND EXISTS (SELECT FROM delivery WHERE ${isOurs(sent)})
      RETURNING id, name
    ), ended AS (
      UPDATE delivery SET state = 'given_up', answer = CASE WHEN id = ${sent.id} THEN ${answer} ELSE answer END
      WHERE destination_id IN (SELECT id FROM gone) AND state IN ${OPEN}
    )
    ${recordSystemEvent('webhook.gone', sql`SELECT id, NULL, name, '{}' FROM gone`)}`;
}

function isOurs({ id, tries }: Sent) {
  return sql`id = ${id} AND state = 'sending' AND tries = ${tries}`;
}
