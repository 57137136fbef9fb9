import type { AuditEvent } from '#newsroom/audit/events';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import type { Role } from '#newsroom/permissions/role';
import { type Result, refuse } from '#newsroom/result';
import { LOCKED_ADMINISTRATORS } from '#newsroom/staff/locked-administrators';
import { database, type Sql, sql, sqlNothing } from '#platform/database';

/**
 * Gives a colleague another role than `seen`, which ends their sessions. Fails by value for somebody who may not, for oneself, and
 * where there is no such person or the actor has just ceased to be an administrator.
 */
export function changeRole(actor: Actor, id: string, role: Role, seen?: Role): Promise<Result> {
  return changeAccess(
    actor,
    id,
    'staff.roleChanged',
    sql`role = ${role}::"Role"`,
    sql`jsonb_build_object('from', w.role, 'to', ${role}::text)`,
    seen ? sql`AND role = ${seen}::"Role"` : sqlNothing,
  );
}

/** Suspends a colleague, or lets them back in. Either ends their sessions at once. Fails as `changeRole` does. */
export function setSuspended(actor: Actor, id: string, isSuspended: boolean): Promise<Result> {
  const since = isSuspended ? sql`coalesce(w.suspended_at, now())` : sql`NULL`;
  return changeAccess(
    actor,
    id,
    isSuspended ? 'staff.suspended' : 'staff.reinstated',
    sql`suspended_at = ${since}`,
    sql`'{}'::jsonb`,
  );
}

// One such change at a time: of two who would put each other out the later finds that it is no administrator any more.
// Whoever acts stays one, so that there is always one left.
async function changeAccess(
  actor: Actor,
  id: string,
  event: AuditEvent,
  change: Sql,
  detail: Sql,
  ifStill = sqlNothing,
): Promise<Result> {
  if (!may(actor, 'people.edit')) return refuse('not-allowed', 'it');
  if (id === actor.id) return refuse('own-account', 'it');
  const done = await database().$executeRaw`
    WITH administrators AS MATERIALIZED (
      ${LOCKED_ADMINISTRATORS}
    ), w AS MATERIALIZED (
      SELECT id, role, suspended_at FROM staff
      WHERE id = ${id} AND EXISTS (SELECT FROM administrators WHERE id = ${actor.id}) ${ifStill} FOR UPDATE
    ), changed AS (
      UPDATE staff s SET ${change}, updated_at = now() FROM w WHERE s.id = w.id
      RETURNING s.id, s.name, ${detail} AS detail
    ), ended AS (
      DELETE FROM session WHERE user_id IN (SELECT id FROM changed)
    )
    ${recordEvent(actor, event, sql`SELECT id, NULL, name, detail FROM changed`)}`;
  return done === 1 ? { ok: true } : refuse('not-found', 'person');
}
