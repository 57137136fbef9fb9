import { recordEvent } from '#newsroom/audit/record-event';
import { findRefusal } from '#newsroom/deliveries/webhook/save-webhook';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Turns a webhook on, or off: it is then told of nothing that happens. What was waiting for it goes out when it is on
 * again. Refused for somebody who may not, and where it is of another version than the one `seen`.
 */
export async function turnWebhook(
  actor: Actor,
  id: number,
  { to, seen }: { to: 'on' | 'off'; seen: number },
): Promise<Result> {
  if (!may(actor, 'webhook.edit')) return refuse('not-allowed', 'it');
  const turned = await database().$executeRaw`
    WITH turned AS (
      UPDATE destination SET state = ${to}, failures = 0, version = version + 1
      WHERE id = ${id} AND kind = 'webhook' AND version = ${seen} AND state <> ${to}
      RETURNING id, name
    )
    ${recordEvent(
      actor,
      to === 'on' ? 'webhook.turnedOn' : 'webhook.turnedOff',
      sql`SELECT id, NULL, name, '{}' FROM turned`,
    )}`;
  return turned === 1 ? { ok: true } : findRefusal(id);
}

/** Deletes a webhook with all that waits for it. Refused for somebody who may not, and where there is none. */
export async function deleteWebhook(actor: Actor, id: number): Promise<Result> {
  if (!may(actor, 'webhook.edit')) return refuse('not-allowed', 'it');
  const deleted = await database().$executeRaw`
    WITH deleted AS (
      DELETE FROM destination WHERE id = ${id} AND kind = 'webhook' RETURNING id, name
    )
    ${recordEvent(actor, 'webhook.deleted', sql`SELECT id, NULL, name, '{}' FROM deleted`)}`;
  return deleted === 1 ? { ok: true } : refuse('not-found', 'webhook');
}
