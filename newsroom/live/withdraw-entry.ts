import { recordEvent } from '#newsroom/audit/record-event';
import { isFreeFor, whyNot } from '#newsroom/live/lease';
import { numberedChange } from '#newsroom/live/numbered-change';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * Takes an entry away from readers, in all languages, also while somebody writes it. Open pages are told so; what is
 * written of it stays for the newsroom, which can publish it again. The audit event keeps what readers had.
 */
export async function withdrawEntry(actor: Actor, entryId: number): Promise<Result> {
  if (!may(actor, 'live.publish')) return refuse('not-allowed', 'it');
  const withdrawn = await database().$queryRaw<{ id: number }[]>`
    WITH ${numberedChange(sql`
      SELECT e.id, e.story_id FROM live_entry e WHERE e.id = ${entryId}
        AND EXISTS (SELECT FROM live_entry_text t WHERE t.entry_id = e.id AND t.state = 'published')`)}, before AS (
      SELECT language, published_body FROM live_entry_text WHERE entry_id = ${entryId}
    ), withdrawn AS (
      UPDATE live_entry_text t SET state = 'withdrawn', change = numbered.change, published_version = 0,
        published_title = '', published_body = '[]'
      FROM numbered WHERE t.entry_id = ${entryId} AND t.state = 'published'
      RETURNING t.entry_id, t.story_id, t.language, t.title
    ), marked AS (
      UPDATE live_entry e SET is_pinned = false, key_position = NULL FROM entry WHERE e.id = entry.id
    ), event AS (
      ${recordEvent(
        actor,
        'live.entryWithdrawn',
        sql`SELECT w.story_id, w.language, w.title, jsonb_build_object('body', before.published_body)
          FROM withdrawn w JOIN before USING (language)`,
      )}
    )
    SELECT entry_id AS id FROM withdrawn`;
  return withdrawn.length > 0 ? { ok: true } : whyNot(actor, entryId);
}

/** Deletes an entry that readers have never had. The audit event keeps what was written. */
export async function discardDraft(actor: Actor, entryId: number): Promise<Result> {
  if (!may(actor, 'live.write')) return refuse('not-allowed', 'it');
  const mayAll = may(actor, 'live.publish');
  const discarded = await database().$executeRaw`
    WITH discarded AS (
      DELETE FROM live_entry e WHERE e.id = ${entryId} AND ${isFreeFor(actor)}
        AND e.shown_at IS NULL AND (${mayAll} OR e.created_by_id = ${actor.id})
      RETURNING e.id, e.story_id
    )
    ${recordEvent(
      actor,
      'live.draftDiscarded',
      // The texts are still there for this statement, which began before they went.
      sql`SELECT d.story_id, t.language, t.title, jsonb_build_object('body', t.body)
        FROM discarded d JOIN live_entry_text t ON t.entry_id = d.id`,
    )}`;
  return discarded > 0 ? { ok: true } : whyNot(actor, entryId);
}
