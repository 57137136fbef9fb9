import { parseBody, storedBody } from '#blocks/body';
import { canonicalJson } from '#blocks/canonical-json';
import { unknownBlocksMissingIn } from '#blocks/unknown-block';
import type { Language } from '#i18n/languages';
import type { EntryText } from '#newsroom/live/entry';
import { heldBy, isFreeFor, whyNot } from '#newsroom/live/lease';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, refuse } from '#newsroom/result';
import { findActorName } from '#newsroom/staff/find-actor-name';
import { database } from '#platform/database';

export type EntrySave = {
  language: Language;
  text: EntryText;
  /** The version that the writer started from; 0 where there was no text in this language. */
  base: number;
};

type EntryConflict = Refusal<'conflict'> & { version: number; text: EntryText; byName: string };

export type EntrySaved =
  | { ok: true; entryId: number; version: number }
  | Refusal<'not-allowed' | 'not-found' | 'busy' | 'wrong-state' | 'unsupported'>
  | EntryConflict;

/**
 * Begins an entry of a live blog with a first text, as a draft that its writer holds. `token` is made by the window:
 * sent again, as after a lost answer, it is the same entry, whose text is then saved. `author` is the key of who it is by.
 */
export async function beginEntry(
  actor: Actor,
  storyId: number,
  { token, author = null, ...save }: EntrySave & { token: string; author?: string | null },
): Promise<EntrySaved> {
  if (!may(actor, 'live.write')) return refuse('not-allowed', 'it');
  const [entry] = await database().$queryRaw<{ id: number }[]>`
    INSERT INTO live_entry (story_id, token, author_id, created_by_id, held_by_id, held_by_name, held_until)
    SELECT story_id, ${token}, (SELECT id FROM author WHERE key = ${author}), ${actor.id}, ${actor.id}, ${actor.name},
      now() + interval '1 minute'
    FROM live_blog WHERE story_id = ${storyId}
    ON CONFLICT (token) DO UPDATE SET token = excluded.token WHERE live_entry.created_by_id = ${actor.id}
    RETURNING id`;
  return entry ? saveEntry(actor, entry.id, save) : refuse('not-found', 'liveBlog');
}

/**
 * Saves what is being written of an entry; readers have nothing of it. Whoever saves holds the entry. Saving the same
 * text again changes nothing and succeeds. A block that this version does not know is taken only if the entry has it.
 */
export async function saveEntry(
  actor: Actor,
  entryId: number,
  { language, text, base }: EntrySave,
): Promise<EntrySaved> {
  if (!may(actor, 'live.write')) return refuse('not-allowed', 'it');
  const current = await readText(entryId, language);
  if (unknownBlocksMissingIn(current?.text.body ?? [], text.body).length > 0) return refuse('unsupported', 'block');
  const body = JSON.stringify(storedBody(text.body));
  const [saved] = await database().$queryRaw<{ version: number }[]>`
    WITH held AS (
      UPDATE live_entry e SET ${heldBy(actor)} WHERE e.id = ${entryId} AND ${isFreeFor(actor)} RETURNING e.id, e.story_id
    ), begun AS (
      INSERT INTO live_entry_text (entry_id, language, story_id, title, body, changed_by_id)
      SELECT id, ${language}, story_id, ${text.title}, ${body}::jsonb, ${actor.id} FROM held WHERE ${base} = 0
      ON CONFLICT (entry_id, language) DO NOTHING
      RETURNING version
    ), saved AS (
      UPDATE live_entry_text t SET version = t.version + 1, title = ${text.title}, body = ${body}::jsonb,
        changed_at = now(), changed_by_id = ${actor.id}
      FROM held WHERE t.entry_id = held.id AND t.language = ${language} AND t.version = ${base}
      RETURNING t.version
    )
    SELECT version FROM begun UNION ALL SELECT version FROM saved`;
  if (saved) return { ok: true, entryId, version: saved.version };
  const now = await readText(entryId, language);
  if (!now) return whyNot(actor, entryId);
  if (canonicalJson(now.text) === canonicalJson(text)) return { ok: true, entryId, version: now.version };
  const refused = await whyNot(actor, entryId);
  if (refused.why !== 'wrong-state') return refused;
  return { ...refuse('conflict', 'entry'), ...now };
}

async function readText(
  entryId: number,
  language: Language,
): Promise<{ version: number; text: EntryText; byName: string } | null> {
  const row = await database().liveEntryText.findUnique({ where: { entryId_language: { entryId, language } } });
  return (
    row && {
      version: row.version,
      text: { title: row.title, body: parseBody(row.body) },
      byName: await findActorName(row.changedById),
    }
  );
}
