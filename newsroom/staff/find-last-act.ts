import { changesIn, type LoggedThing } from '#newsroom/staff/audit-entry';
import { database } from '#platform/database';

/** Who did something to a thing last, and to what of it. */
export type LastAct = { actorName: string; at: Date; fields: string[] };

/** Who did something last to things of a kind, or to one of them, by the log; null where it knows of nobody. */
export async function findLastAct(thing: LoggedThing, thingId?: string): Promise<LastAct | null> {
  const row = await database().auditEntry.findFirst({
    where: { thing, ...(thingId !== undefined && { thingId }) },
    orderBy: { id: 'desc' },
    select: { actorName: true, at: true, detail: true },
  });
  if (!row) return null;
  const fields = changesIn((row.detail ?? {}) as Record<string, unknown>).map(({ name }) => name);
  return { actorName: row.actorName, at: row.at, fields };
}
