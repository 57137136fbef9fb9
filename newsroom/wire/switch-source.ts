import type { AuditEvent } from '#newsroom/audit/events';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, type Sql, sql } from '#platform/database';

/** Does not ask a source any more until it is resumed. Fails by value for somebody who may not. */
export function pauseSource(actor: Actor, id: number): Promise<Result> {
  return change(actor, 'source.paused', sql`UPDATE wire_source SET state = 'paused' WHERE id = ${id} AND state = 'on'`);
}

/** Asks a source again that was paused or has stopped, at once. Fails by value for somebody who may not. */
export function resumeSource(actor: Actor, id: number): Promise<Result> {
  return change(
    actor,
    'source.resumed',
    sql`UPDATE wire_source SET state = 'on', failures = 0, trouble = '', trouble_detail = '', next_poll_at = now()
      WHERE id = ${id} AND state <> 'on'`,
  );
}

/** Asks a source that is on at once, whatever it has said about waiting. Fails by value for somebody who may not. */
export function pollSourceNow(actor: Actor, id: number): Promise<Result> {
  return change(
    actor,
    'source.pollRequested',
    sql`UPDATE wire_source SET next_poll_at = now() WHERE id = ${id} AND state = 'on'`,
  );
}

/**
 * Removes a source. What it has brought stays until it expires, and with the stories made from it. Fails by value for
 * somebody who may not.
 */
export function removeSource(actor: Actor, id: number): Promise<Result> {
  return change(actor, 'source.removed', sql`DELETE FROM wire_source WHERE id = ${id}`);
}

async function change(actor: Actor, event: AuditEvent, statement: Sql): Promise<Result> {
  if (!may(actor, 'source.edit')) return refuse('not-allowed', 'it');
  const done = await database().$executeRaw`
    WITH done AS (${statement} RETURNING id, name)
    ${recordEvent(actor, event, sql`SELECT id, NULL, name, '{}' FROM done`)}`;
  // Somebody else has removed or switched it meanwhile.
  return done === 1 ? { ok: true } : refuse('not-found', 'source');
}
