import type { Progress } from '#newsroom/purges/list-touched-keys';
import type { OpenTarget, PurgeTrouble } from '#newsroom/purges/purge-target';
import { timeline } from '#newsroom/syndication/timeline';
import { database } from '#platform/database';

/** Longer than any call takes; it is renewed before each. Seconds. */
const LEASE = 30;

/** Keys that are told a second time, and when, milliseconds of PostgreSQL's clock. */
export type Owed = { at: number; keys: string[] };

export type TakenTarget = OpenTarget & Progress & { owed: Owed[]; failures: number };

/**
 * Takes a target for `holder` alone, where there is something to tell it and its time has come; null where there is not,
 * and where somebody else has it. Costs no write then. After a failover there is: changes may have been lost, and others
 * made under numbers that it was told of.
 */
export async function takeTarget(name: string, holder: string): Promise<TakenTarget | null> {
  const [taken = null] = await database().$queryRaw<TakenTarget[]>`
    UPDATE purge_target target SET lease = ${holder}, leased_until = now() + make_interval(secs => ${LEASE}::int)
    WHERE name = ${name} AND leased_until <= now() AND due_at <= now() AND (
      position IS NULL OR owed_at <= now() OR read_at < now() - interval '1 day'
      OR timeline <> ${timeline} OR pg_snapshot_xmin(pg_current_snapshot()) < target.position::xid8
      OR EXISTS (SELECT FROM outbox WHERE transaction >= target.position::xid8 AND id <> ALL (target.told))
      OR EXISTS (
        SELECT FROM placement
        WHERE (from_at > target.read_at AND from_at <= now()) OR (until_at > target.read_at AND until_at <= now())
      )
    )
    RETURNING name, kind, config, secret, position, timeline, told, read_at::text AS "readAt", owed, failures`;
  return taken;
}

/**
 * Pays for calls, and renews the lease: for an interval each, no more ahead than `burst` of them. Returns for how long to
 * wait instead, milliseconds, 0 where it is paid for; null where the lease has gone to somebody else.
 */
export async function payForCalls(
  name: string,
  holder: string,
  { calls, intervalMs, burst }: { calls: number; intervalMs: number; burst: number },
): Promise<number | null> {
  const [paid] = await database().$queryRaw<{ waitMs: number }[]>`
    WITH held AS (
      SELECT name, greatest(calls_until, now()) + make_interval(secs => ${(calls * intervalMs) / 1_000}::float8) AS until
      FROM purge_target WHERE name = ${name} AND lease = ${holder} AND leased_until > now() FOR UPDATE
    ), asked AS (
      SELECT *, until - now() - make_interval(secs => ${(burst * intervalMs) / 1_000}::float8) AS wait FROM held
    )
    UPDATE purge_target target SET leased_until = now() + make_interval(secs => ${LEASE}::int),
      calls_until = CASE WHEN wait > interval '0' THEN target.calls_until ELSE asked.until END
    FROM asked WHERE target.name = asked.name
    RETURNING ceil(greatest(extract(epoch FROM wait), 0) * 1000)::float8 AS "waitMs"`;
  return paid?.waitMs ?? null;
}

/** Gives a target back, for a time at which it is taken again at the soonest. */
export async function releaseTarget(name: string, holder: string, waitMs: number): Promise<void> {
  await database().$executeRaw`
    UPDATE purge_target
    SET lease = NULL, leased_until = now(), due_at = now() + make_interval(secs => ${waitMs / 1_000}::float8)
    WHERE name = ${name} AND lease = ${holder}`;
}

/** Gives a target back that has been told, with how far, and what it is told once more. Whether it was still held. */
export async function recordTold(
  name: string,
  holder: string,
  told: Progress & { owed: Owed[]; answer: string | null; waitMs: number },
): Promise<boolean> {
  const owedAt = told.owed.length > 0 ? new Date(Math.min(...told.owed.map(({ at }) => at))) : null;
  const recorded = await database().$executeRaw`
    UPDATE purge_target SET position = ${told.position}, timeline = ${told.timeline},
      told = ${told.told.map(String)}::text[]::bigint[], read_at = ${told.readAt}::text::timestamptz,
      owed = ${JSON.stringify(told.owed)}::text::jsonb, owed_at = ${owedAt}, failures = 0, trouble = NULL,
      answer = coalesce(${told.answer}, answer),
      answered_at = CASE WHEN ${told.answer}::text IS NULL THEN answered_at ELSE now() END,
      succeeded_at = CASE WHEN ${told.answer}::text IS NULL THEN succeeded_at ELSE now() END,
      lease = NULL, leased_until = now(), due_at = now() + make_interval(secs => ${told.waitMs / 1_000}::float8)
    WHERE name = ${name} AND lease = ${holder}`;
  return recorded === 1;
}

/** Gives a target back that could not be told; it is told later, together with what has come since. */
export async function recordFailure(
  name: string,
  holder: string,
  { answer, trouble, waitMs }: { answer: string; trouble: PurgeTrouble; waitMs: number },
): Promise<void> {
  await database().$executeRaw`
    UPDATE purge_target SET failures = failures + 1, answer = ${answer}, trouble = ${trouble}, answered_at = now(),
      lease = NULL, leased_until = now(), due_at = now() + make_interval(secs => ${waitMs / 1_000}::float8)
    WHERE name = ${name} AND lease = ${holder}`;
}
