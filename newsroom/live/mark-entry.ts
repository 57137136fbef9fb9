import type { AuditEvent } from '#newsroom/audit/events';
import { recordEvent } from '#newsroom/audit/record-event';
import { MOST_KEY_EVENTS } from '#newsroom/live/entry';
import { numberedChange, tellAnew } from '#newsroom/live/numbered-change';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, type Sql, sql } from '#platform/database';

/** What an entry is marked as. */
export const ENTRY_MARKS = ['pin', 'unpin', 'addKeyEvent', 'removeKeyEvent'] as const;
export type EntryMark = (typeof ENTRY_MARKS)[number];

const MARKS: Record<EntryMark, { event: AuditEvent; set: Sql; isNew: Sql }> = {
  pin: { event: 'live.entryPinned', set: sql`is_pinned = true`, isNew: sql`NOT e.is_pinned` },
  unpin: { event: 'live.entryUnpinned', set: sql`is_pinned = false`, isNew: sql`e.is_pinned` },
  addKeyEvent: {
    event: 'live.keyEventAdded',
    set: sql`key_position = 1 + coalesce(
      (SELECT max(o.key_position) FROM live_entry o WHERE o.story_id = e.story_id), 0)`,
    isNew: sql`e.key_position IS NULL
      AND (SELECT count(*) FROM live_entry o WHERE o.story_id = e.story_id AND o.key_position IS NOT NULL)
        < ${MOST_KEY_EVENTS}`,
  },
  removeKeyEvent: {
    event: 'live.keyEventRemoved',
    set: sql`key_position = NULL`,
    isNew: sql`e.key_position IS NOT NULL`,
  },
};

/**
 * Pins an entry above the others, or makes it a key event (the last of them), or undoes either, in all languages. An
 * entry that is marked so already stays as it is. Fails by value where there are as many key events as there may be.
 */
export async function markEntry(actor: Actor, entryId: number, mark: EntryMark): Promise<Result> {
  if (!may(actor, 'live.publish')) return refuse('not-allowed', 'it');
  const { event, set, isNew } = MARKS[mark];
  const [entry] = await database().$queryRaw<{ isNew: boolean; isMarked: boolean }[]>`
    SELECT ${isNew} AS "isNew", key_position IS NOT NULL AS "isMarked" FROM live_entry e WHERE id = ${entryId}`;
  if (!entry) return refuse('not-found', 'entry');
  if (mark === 'addKeyEvent' && !entry.isNew && !entry.isMarked)
    return refuse('too-many', 'keyEvents', { most: MOST_KEY_EVENTS });
  await database().$queryRaw`
    WITH ${numberedChange(sql`SELECT e.id, e.story_id FROM live_entry e WHERE e.id = ${entryId} AND ${isNew}`)},
    marked AS (
      UPDATE live_entry e SET ${set} FROM numbered WHERE e.id = ${entryId} RETURNING e.id, e.story_id
    ), told AS (${tellAnew(sql`SELECT id FROM marked`)}), event AS (
      ${recordEvent(actor, event, sql`SELECT story_id, NULL, ${titleOf(entryId)}, '{}' FROM marked`)}
    )
    SELECT id FROM marked`;
  return { ok: true };
}

/**
 * Moves a key event one place up or down among the others. At the end it stays where it is.
 */
export async function moveKeyEvent(actor: Actor, entryId: number, direction: 'up' | 'down'): Promise<Result> {
  if (!may(actor, 'live.publish')) return refuse('not-allowed', 'it');
  const isUp = direction === 'up';
  const [found] = await database().$queryRaw<{ id: number }[]>`
    WITH ${numberedChange(sql`
      SELECT e.id, e.story_id FROM live_entry e WHERE e.id = ${entryId} AND e.key_position IS NOT NULL`)},
    -- Two that were marked at the same moment have the same position until then.
    ranked AS (
      SELECT o.id, (row_number() OVER (ORDER BY o.key_position, o.id))::int AS place
      FROM live_entry o JOIN entry USING (story_id) WHERE o.key_position IS NOT NULL
    ), pair AS (
      SELECT mine.id, mine.place, other.id AS other_id, other.place AS other_place
      FROM ranked mine JOIN ranked other ON other.place = mine.place + ${isUp ? -1 : 1} WHERE mine.id = ${entryId}
    ), moved AS (
      UPDATE live_entry e SET key_position = CASE e.id
        WHEN pair.id THEN pair.other_place WHEN pair.other_id THEN pair.place ELSE ranked.place END
      FROM ranked, pair, numbered WHERE e.id = ranked.id
      RETURNING e.id, e.story_id, e.id IN (pair.id, pair.other_id) AS is_swapped
    ), swapped AS (
      SELECT id, story_id FROM moved WHERE is_swapped
    ), told AS (${tellAnew(sql`SELECT id FROM swapped`)}), event AS (
      ${recordEvent(
        actor,
        'live.keyEventMoved',
        sql`SELECT story_id, NULL, ${titleOf(entryId)}, '{}' FROM swapped WHERE id = ${entryId}`,
      )}
    )
    SELECT id FROM entry`;
  return found ? { ok: true } : refuse('not-found', 'entry');
}

/** Says who an entry is by; nobody for null. Authors are those of topics, by their keys. */
export async function setEntryAuthor(actor: Actor, entryId: number, author: string | null): Promise<Result> {
  if (!may(actor, 'live.write')) return refuse('not-allowed', 'it');
  const [found] = await database().$queryRaw<{ id: number }[]>`
    WITH ${numberedChange(sql`SELECT e.id, e.story_id FROM live_entry e WHERE e.id = ${entryId}
      AND e.author_id IS DISTINCT FROM (SELECT id FROM author WHERE key = ${author})
      AND (${may(actor, 'live.publish')} OR e.shown_at IS NULL)`)},
    changed AS (
      UPDATE live_entry e SET author_id = (SELECT id FROM author WHERE key = ${author})
      FROM numbered WHERE e.id = ${entryId} RETURNING e.id, e.story_id
    ), told AS (${tellAnew(sql`SELECT id FROM changed`)}), event AS (
      ${recordEvent(actor, 'live.authorChanged', sql`SELECT story_id, NULL, ${titleOf(entryId)}, '{}' FROM changed`)}
    )
    SELECT id FROM live_entry WHERE id = ${entryId}`;
  return found ? { ok: true } : refuse('not-found', 'entry');
}

/** What the activity log calls an entry. */
function titleOf(entryId: number): Sql {
  return sql`coalesce((
    SELECT title FROM live_entry_text WHERE entry_id = ${entryId} AND title <> '' ORDER BY language LIMIT 1), '')`;
}
