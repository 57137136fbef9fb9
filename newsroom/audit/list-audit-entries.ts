import type { AuditEntry } from '#newsroom/audit/audit-entry';
import { type AuditFilter, SYSTEM_ACTOR } from '#newsroom/audit/audit-filter';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, type Sql, sql, sqlList } from '#platform/database';

/**
 * Lines of the log, newest first, from just after the line with the id `before` on, at most `limit` (1 to 100); `next`
 * is where the following page starts, null on the last. Nothing for somebody who may not read it. Days must be days of
 * the calendar; else PostgreSQL refuses and this throws.
 */
export async function listAuditEntries(
  actor: Actor,
  filter: AuditFilter,
  { before, limit }: { before?: string; limit: number },
): Promise<{ entries: AuditEntry[]; next: string | null }> {
  if (!may(actor, 'audit.read')) return { entries: [], next: null };
  const wanted = conditions(filter);
  if (before) wanted.push(sql`id < ${BigInt(before)}`);
  const rows = await database().$queryRaw<AuditEntry[]>`
    SELECT id::text, at, actor_id AS "actorId", actor_name AS "actorName", address, event,
      resource, resource_id AS "resourceId", language, title, detail
    FROM audit_entry ${wanted.length > 0 ? sql`WHERE ${sqlList(wanted, ' AND ')}` : sql``}
    ORDER BY audit_entry.id DESC LIMIT ${limit + 1}`;
  const entries = rows.slice(0, limit);
  return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}

function conditions({ actor, event, resource, resourceId, from, to }: AuditFilter): Sql[] {
  return [
    actor && (actor === SYSTEM_ACTOR ? sql`actor_id IS NULL` : sql`actor_id = ${actor}`),
    event && sql`event = ${event}`,
    resource && sql`resource = ${resource}`,
    resource && resourceId && sql`resource_id = ${resourceId}`,
    // Ids are given when a line is written, times when its statement begins, less than a minute earlier: so days are a
    // range of ids, which every index has in order, and what lies over its edges is left out by the time.
    from &&
      sql`at >= ${midnight(from)} AND id > coalesce(
        (SELECT e.id FROM audit_entry e WHERE e.at < ${midnight(from)} - interval '1 minute'
          ORDER BY e.at DESC, e.id DESC LIMIT 1), 0)`,
    to &&
      sql`at < ${midnight(to, 1)} AND id < coalesce(
        (SELECT e.id FROM audit_entry e WHERE e.at >= ${midnight(to, 1)} + interval '1 minute'
          ORDER BY e.at, e.id LIMIT 1), 9223372036854775807)`,
  ].filter((condition): condition is Sql => typeof condition === 'object');
}

/** When a day of the paper's zone begins, or the day that many days later. */
function midnight(day: string, later = 0): Sql {
  return sql`(
    (${day}::date + ${later}::int)::timestamp AT TIME ZONE coalesce((SELECT time_zone FROM site_settings), 'UTC'))`;
}
