import { changesIn } from '#newsroom/audit/event-details';
import type { AuditResource } from '#newsroom/audit/events';
import { database, sql, sqlNothing } from '#platform/database';

/** Who did something to a thing last, at what time of the paper's zone (`17:53`), and to what of it. */
export type LastEvent = { actorName: string; time: string; fields: string[] };

/** Who did something last to things of a kind, or to one of them, by the log; null where it knows of nobody. */
export async function findLastEvent(resource: AuditResource, resourceId?: string): Promise<LastEvent | null> {
  const [row] = await database().$queryRaw<{ actorName: string; time: string; detail: Record<string, unknown> }[]>`
    SELECT actor_name AS "actorName",
      to_char(at AT TIME ZONE coalesce((SELECT time_zone FROM site_settings), 'UTC'), 'HH24:MI') AS time, detail
    FROM audit_entry
    WHERE resource = ${resource} ${resourceId === undefined ? sqlNothing : sql`AND resource_id = ${resourceId}`}
    ORDER BY id DESC LIMIT 1`;
  return row
    ? { actorName: row.actorName, time: row.time, fields: changesIn(row.detail).map(({ name }) => name) }
    : null;
}
