import type { Actor } from '#newsroom/permissions/actor';
import { type Refusal, refuse } from '#newsroom/result';
import { database, type Sql, sql } from '#platform/database';

/** So long after their last sign somebody else may write an entry, seconds. A window gives one every twenty. */
const LEASE_S = 60;

/** Whether nobody else is writing an entry just now; `e` is its row. */
export function isFreeFor({ id }: Pick<Actor, 'id'>): Sql {
  return sql`(e.held_by_id IS NULL OR e.held_by_id = ${id} OR e.held_until IS NULL OR e.held_until < now())`;
}

/** What a row of an entry is set to while somebody writes it. */
export function heldBy({ id, name }: Actor): Sql {
  return sql`held_by_id = ${id}, held_by_name = ${name}, held_until = now() + make_interval(secs => ${LEASE_S})`;
}

/** … and when they have stopped. */
export const HELD_BY_NOBODY = sql`held_by_id = NULL, held_by_name = '', held_until = NULL`;

/** Why an entry could not be changed: there is none, or somebody else is writing it, or it is in another state. */
export async function whyNot(
  actor: Pick<Actor, 'id'>,
  entryId: number,
): Promise<Refusal<'not-found' | 'busy' | 'wrong-state'>> {
  const [row] = await database().$queryRaw<{ isFree: boolean; name: string }[]>`
    SELECT ${isFreeFor(actor)} AS "isFree", e.held_by_name AS name FROM live_entry e WHERE e.id = ${entryId}`;
  if (!row) return refuse('not-found', 'entry');
  return row.isFree ? refuse('wrong-state', 'entry') : refuse('busy', 'entry', { name: row.name });
}
