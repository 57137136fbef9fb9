import { parseBody } from '#blocks/body';
import type { Language } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import { placeholdersIn } from '#newsroom/editing/placeholders';
import { quotePlaces } from '#newsroom/editing/text-place';
import { HELD_BY_NOBODY, isFreeFor, whyNot } from '#newsroom/live/lease';
import { numberedChange } from '#newsroom/live/numbered-change';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { findPlaceholderWords } from '#newsroom/settings/find-placeholder-words';
import { database, sql } from '#platform/database';

/**
 * Publishes what is written of an entry in a language at once, or what was changed of one that is published. `version`
 * is the text that somebody has seen and means. The entry shows the time of its first publication in any language. Its
 * number, its text and the audit event, which keeps what is replaced, are one statement.
 */
export async function publishEntry(
  actor: Actor,
  entryId: number,
  { language, version }: { language: Language; version: number },
): Promise<Result> {
  if (!may(actor, 'live.publish')) return refuse('not-allowed', 'it');
  const text = await database().liveEntryText.findUnique({ where: { entryId_language: { entryId, language } } });
  if (!text) return refuse('not-found', 'entry');
  if (text.version !== version) return refuse('conflict', 'entry');
  const body = parseBody(text.body);
  if (text.title === '' && body.length === 0) return refuse('missing', 'text');
  const written = { headline: text.title, standfirst: '', body };
  const placeholders = placeholdersIn(written, await findPlaceholderWords());
  if (placeholders.length > 0) return refuse('placeholders', 'it', { places: quotePlaces(placeholders) });
  const [done] = await database().$queryRaw<{ id: number }[]>`
    WITH ${numberedChange(sql`
      SELECT e.id, e.story_id FROM live_entry e
      JOIN live_entry_text t ON t.entry_id = e.id AND t.language = ${language} AND t.version = ${version}
      WHERE e.id = ${entryId} AND ${isFreeFor(actor)}`)}, before AS (
      SELECT state, published_body FROM live_entry_text WHERE entry_id = ${entryId} AND language = ${language}
    ), published AS (
      UPDATE live_entry_text t SET state = 'published', published_title = t.title, published_body = t.body,
        published_version = t.version, change = numbered.change, published_at = coalesce(t.published_at, now()),
        revised_at = CASE WHEN t.published_at IS NULL THEN NULL
          WHEN (t.published_title, t.published_body) IS DISTINCT FROM (t.title, t.body) THEN now()
          ELSE t.revised_at END
      FROM numbered WHERE t.entry_id = ${entryId} AND t.language = ${language} AND t.version = ${version}
      RETURNING t.entry_id, t.story_id, t.title
    ), shown AS (
      UPDATE live_entry e SET shown_at = coalesce(e.shown_at, now()), ${HELD_BY_NOBODY}
      FROM published WHERE e.id = published.entry_id
    ), first AS (
      ${recordEvent(
        actor,
        'live.entryPublished',
        sql`SELECT story_id, ${language}, title, '{}' FROM published, before WHERE before.state <> 'published'`,
      )}
    ), again AS (
      ${recordEvent(
        actor,
        'live.entryChanged',
        sql`SELECT story_id, ${language}, title, jsonb_build_object('body', before.published_body)
          FROM published, before WHERE before.state = 'published'`,
      )}
    )
    SELECT entry_id AS id FROM published`;
  if (done) return { ok: true };
  const refused = await whyNot(actor, entryId);
  return refused.why === 'wrong-state' ? refuse('conflict', 'entry') : refused;
}
