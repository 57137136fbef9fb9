import { recordEvent } from '#newsroom/audit/record-event';
import {
  DESTINATION_GROUPS,
  type DestinationGroup,
  findDestinationRefusal,
  isOfGroup,
} from '#newsroom/deliveries/destination-groups';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Turns a destination on, or off: it is then told of nothing that happens, but for stories that a channel shows. What
 * was waiting for it, or has failed, goes out as soon as it is on again. Refused for somebody who may not, and where
 * it is of another version than the one `seen`.
 */
export async function turnDestination(
  actor: Actor,
  group: DestinationGroup,
  id: number,
  { to, seen }: { to: 'on' | 'off'; seen: number },
): Promise<Result> {
  const { act, events } = DESTINATION_GROUPS[group];
  if (!may(actor, act)) return refuse('not-allowed', 'it');
  const turned = await database().$executeRaw`
    WITH turned AS (
      UPDATE destination d SET state = ${to}, failures = 0, version = version + 1
      WHERE id = ${id} AND ${isOfGroup(group)} AND version = ${seen} AND state <> ${to}
      RETURNING id, name, state
    ), retried AS (
      UPDATE delivery SET next_try_at = now()
      WHERE destination_id IN (SELECT id FROM turned WHERE state = 'on') AND state = 'failed'
    )
    ${recordEvent(actor, to === 'on' ? events.turnedOn : events.turnedOff, sql`SELECT id, NULL, name, '{}' FROM turned`)}`;
  return turned === 1 ? { ok: true } : findDestinationRefusal(group, id);
}

/**
 * Deletes a destination with all that waits for it; what a channel shows stays there. Refused for somebody who may not,
 * and where there is none.
 */
export async function deleteDestination(actor: Actor, group: DestinationGroup, id: number): Promise<Result> {
  const { act, events } = DESTINATION_GROUPS[group];
  if (!may(actor, act)) return refuse('not-allowed', 'it');
  const deleted = await database().$executeRaw`
    WITH deleted AS (
      DELETE FROM destination d WHERE id = ${id} AND ${isOfGroup(group)} RETURNING id, name
    )
    ${recordEvent(actor, events.deleted, sql`SELECT id, NULL, name, '{}' FROM deleted`)}`;
  return deleted === 1 ? { ok: true } : refuse('not-found', group);
}
