import type { OpenDestination, Outgoing } from '#newsroom/deliveries/delivery';
import { database, sql } from '#platform/database';

/** Longer than any try takes; whoever is alive renews it with each one. Seconds. */
const LEASE = 60;

/** States of what is still to be done. */
export const OPEN = sql`('waiting', 'sending', 'maybe_sent', 'failed')`;

/** That nothing of the same story is open before a delivery (x): what is open of a story comes in its order. */
const IS_FIRST_OF_STORY = sql`NOT EXISTS (
  SELECT FROM delivery earlier
  WHERE earlier.destination_id = x.destination_id AND earlier.article_id = x.article_id
    AND earlier.state IN ${OPEN} AND earlier.id < x.id
)`;

/**
 * Takes a destination that something is due for and that nobody delivers to, for `holder` alone; null where there is
 * none. What somebody before was sending, who has not been heard of since, may have been sent.
 */
export async function takeDestination(holder: string): Promise<OpenDestination | null> {
  const [taken = null] = await database().$queryRaw<OpenDestination[]>`
    WITH taken AS (
      UPDATE destination SET lease = ${holder}, leased_until = now() + make_interval(secs => ${LEASE}::int)
      WHERE id = (
        SELECT d.id FROM destination d
        WHERE d.state = 'on' AND d.leased_until <= now() AND EXISTS (
          SELECT FROM delivery x WHERE x.destination_id = d.id AND x.state IN ${OPEN} AND x.next_try_at <= now()
            AND (d.repeats OR x.state <> 'maybe_sent') AND ${IS_FIRST_OF_STORY}
        )
        ORDER BY d.leased_until LIMIT 1 FOR UPDATE SKIP LOCKED
      )
      RETURNING id, kind, config, secret, former_secret, former_secret_until, repeats
    ), orphaned AS (
      -- To change or take back a post once more does no harm, and a test says nothing.
      UPDATE delivery x SET state = CASE
        WHEN NOT taken.repeats AND (x.event = 'test' OR EXISTS (
          SELECT FROM channel_post p WHERE p.destination_id = taken.id AND p.article_id = x.article_id
            AND p.state <> 'withdrawn'
        )) THEN 'waiting' ELSE 'maybe_sent' END
      FROM taken WHERE x.destination_id = taken.id AND x.state = 'sending'
    )
    SELECT id, kind, config, secret,
      CASE WHEN former_secret_until > now() THEN former_secret END AS "formerSecret"
    FROM taken`;
  return taken;
}

/**
 * The next delivery that is due at a destination, which is being sent from now on; null where there is none, or where
 * the lease has gone to somebody else. What is open of a story comes in its order. What may have been sent to a
 * destination that could not tell waits for somebody to settle it (settle-delivery.ts), and the rest of its story with it.
 */
export async function takeDelivery(destinationId: number, holder: string): Promise<Outgoing | null> {
  const [taken = null] = await database().$queryRaw<Outgoing[]>`
    WITH held AS (
      UPDATE destination SET leased_until = now() + make_interval(secs => ${LEASE}::int)
      WHERE id = ${destinationId} AND lease = ${holder} AND leased_until > now() AND state = 'on'
      RETURNING id, repeats
    )
    UPDATE delivery SET state = 'sending', tries = delivery.tries + 1, tried_at = now()
    FROM (
      SELECT x.id, x.tried_at FROM held JOIN delivery x ON x.destination_id = held.id
      WHERE x.state IN ('waiting', 'maybe_sent', 'failed') AND x.next_try_at <= now()
        AND (held.repeats OR x.state <> 'maybe_sent') AND ${IS_FIRST_OF_STORY}
      ORDER BY x.next_try_at, x.id LIMIT 1
    ) AS next
    WHERE delivery.id = next.id
    RETURNING delivery.id, message_id AS "messageId", event, nullif(payload, '{}') AS payload,
      article_id AS "articleId", created_at AS "createdAt", tries, next.tried_at IS NOT NULL AS "isAgain"`;
  return taken;
}

/** Gives a destination back, and lets it rest for some seconds. */
export async function releaseDestination(destinationId: number, holder: string, restSeconds = 0): Promise<void> {
  await database().$executeRaw`
    UPDATE destination SET lease = NULL, leased_until = now() + make_interval(secs => ${restSeconds}::int)
    WHERE id = ${destinationId} AND lease = ${holder}`;
}
