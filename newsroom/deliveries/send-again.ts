import { DESTINATION_GROUPS, type DestinationGroup, isOfGroup } from '#newsroom/deliveries/destination-groups';
import { OPEN } from '#newsroom/deliveries/lease';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** The event that a test says it is. */
const TEST_EVENT = 'test';

/** Tests that may wait at a time: a button is pressed more than once. */
const MOST_TESTS = 5;

/**
 * Sends a webhook a message that says nothing, soon; of a channel it is found out whether it could be posted to. Refused
 * for somebody who may not, and where it is not on.
 */
export async function sendTest(actor: Actor, group: DestinationGroup, id: number): Promise<Result> {
  if (!may(actor, DESTINATION_GROUPS[group].act)) return refuse('not-allowed', 'it');
  const made = await database().$executeRaw`
    INSERT INTO delivery (destination_id, message_id, event, payload)
    SELECT d.id, 'msg_' || replace(gen_random_uuid()::text, '-', ''), ${TEST_EVENT}, '{}' FROM destination d
    WHERE d.id = ${id} AND ${isOfGroup(group)} AND d.state = 'on' AND (
      SELECT count(*) FROM delivery x WHERE x.destination_id = d.id AND x.event = ${TEST_EVENT} AND x.state IN ${OPEN}
    ) < ${MOST_TESTS}`;
  return made === 1 ? { ok: true } : refuse('wrong-state', 'it');
}

/** For the payload of a channel's delivery: somebody wants it posted, so it is news from now on (story-event.ts). */
export const ASKED_NOW = sql`jsonb_build_object('askedAt', now())`;

/**
 * Sends a delivery that has ended, or that is to be tried again later, once more, soon: the same message with the same
 * id. Refused for somebody who may not, where there is none, and where its destination is not on.
 */
export async function sendAgain(
  actor: Actor,
  group: DestinationGroup,
  destinationId: number,
  deliveryId: bigint,
): Promise<Result> {
  if (!may(actor, DESTINATION_GROUPS[group].act)) return refuse('not-allowed', 'it');
  // What a webhook gets is the same in every try.
  const more = group === 'channel' ? ASKED_NOW : sql`'{}'`;
  const sent = await database().$executeRaw`
    UPDATE delivery SET state = 'waiting', tries = 0, next_try_at = now(), payload = payload || ${more}
    WHERE id = ${deliveryId} AND destination_id = ${destinationId} AND state IN ('sent', 'given_up', 'failed')
      AND EXISTS (SELECT FROM destination d WHERE d.id = ${destinationId} AND ${isOfGroup(group)} AND d.state = 'on')`;
  return sent === 1 ? { ok: true } : refuse('not-found', 'delivery');
}

/**
 * Stops what is open of a delivery: it is not tried again. Refused for somebody who may not, and where it has ended or
 * is being sent.
 */
export async function stopDelivery(
  actor: Actor,
  group: DestinationGroup,
  destinationId: number,
  deliveryId: bigint,
): Promise<Result> {
  if (!may(actor, DESTINATION_GROUPS[group].act)) return refuse('not-allowed', 'it');
  const stopped = await database().$executeRaw`
    UPDATE delivery SET state = 'given_up', answer = ${`stopped by ${actor.name}`}
    WHERE id = ${deliveryId} AND destination_id = ${destinationId} AND state IN ('waiting', 'failed', 'maybe_sent')
      AND EXISTS (SELECT FROM destination d WHERE d.id = ${destinationId} AND ${isOfGroup(group)})`;
  return stopped === 1 ? { ok: true } : refuse('not-found', 'delivery');
}
