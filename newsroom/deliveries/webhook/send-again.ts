import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database } from '#platform/database';

/** The event that a test says it is. */
const TEST_EVENT = 'test';

/** Tests that may wait at a time: a button is pressed more than once. */
const MOST_TESTS = 5;

/** Sends a webhook a message that says nothing, soon. Refused for somebody who may not, and where it is not on. */
export async function sendTest(actor: Actor, id: number): Promise<Result> {
  if (!may(actor, 'webhook.edit')) return refuse('not-allowed', 'it');
  const made = await database().$executeRaw`
    INSERT INTO delivery (destination_id, message_id, event, payload)
    SELECT d.id, 'msg_' || replace(gen_random_uuid()::text, '-', ''), ${TEST_EVENT}, '{}' FROM destination d
    WHERE d.id = ${id} AND d.kind = 'webhook' AND d.state = 'on' AND (
      SELECT count(*) FROM delivery x WHERE x.destination_id = d.id AND x.event = ${TEST_EVENT}
        AND x.state IN ('waiting', 'sending', 'maybe_sent', 'failed')
    ) < ${MOST_TESTS}`;
  return made === 1 ? { ok: true } : refuse('wrong-state', 'it');
}

/**
 * Sends a delivery that has ended, or that is to be tried again later, once more, soon: the same message with the same
 * id. Refused for somebody who may not, where there is none, and where its webhook is not on.
 */
export async function sendAgain(actor: Actor, webhookId: number, deliveryId: bigint): Promise<Result> {
  if (!may(actor, 'webhook.edit')) return refuse('not-allowed', 'it');
  const sent = await database().$executeRaw`
    UPDATE delivery SET state = 'waiting', tries = 0, next_try_at = now()
    WHERE id = ${deliveryId} AND destination_id = ${webhookId} AND state IN ('sent', 'given_up', 'failed')
      AND EXISTS (SELECT FROM destination d WHERE d.id = ${webhookId} AND d.kind = 'webhook' AND d.state = 'on')`;
  return sent === 1 ? { ok: true } : refuse('not-found', 'delivery');
}
