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
  /** Of an entry that this window has begun: only as long as readers never had it. Key of who it is by. */
  begun?: { author: string | null };
};

type EntryConflict = Refusal<'conflict'> & { version: number; text: EntryText; byName: string };

export type EntrySaved =
  /** `isOut`: readers have it, or had it. */
  | { ok: true; entryId: number; version: number; isOut: boolean }
  /** The window has begun it, and somebody has published it since. */
  | { ok: false; why: 'published' }
  | Refusal<'not-allowed' | 'not-found' | 'busy' | 'wrong-state' | 'unsupported'>
  | EntryConflict;

/**
 * Begins an entry of a live blog with a first text, as a draft that its writer holds. `token` is made by the window:
 * sent again, as after a lost answer, it is the same entry, whose text is then saved. `author` is the key of who it is by.
 */
export async function beginEntry(
  actor: Actor,
  storyId: number,
  { token, author = null, ...save }: Omit<EntrySave, 'begun'> & { token: string; author?: string | null },
): Promise<EntrySaved> {
  if (!may(actor, 'live.write')) return refuse('not-allowed', 'it');
  const [entry] = await database().$queryRaw<{ id: number }[]>`
    INSERT INTO live_entry (story_id, token, author_id, created_by_id, held_by_id, held_by_name, held_until)
    SELECT story_id, ${token}, (SELECT id FROM author WHERE key = ${author}), ${actor.id}, ${actor.id}, ${actor.name},
      now() + interval '1 minute'
    FROM live_blog WHERE story_id = ${storyId}
    ON CONFLICT (token) DO UPDATE SET token = excluded.token WHERE live_entry.created_by_id = ${actor.id}
    RETURNING id`;
  return entry ? saveEntry(actor, entry.id, { ...save, begun: { author } }) : refuse('not-found', 'liveBlog');
}

/**
 * Saves what is being written of an entry; readers have nothing of it. Whoever saves holds the entry. Saving the same
 * text again changes nothing and succeeds. A block that this version does not know is taken only if the entry has it.
 * What a window has begun and somebody has published since is not written over: the next entry may be in that window.
 */
export async function saveEntry(
  actor: Actor,
  entryId: number,
  { language, text, base, begun }: EntrySave,
): Promise<EntrySaved> {
  if (!may(actor, 'live.write')) return refuse('not-allowed', 'it');
  const current = await readText(entryId, language);
  if (unknownBlocksMissingIn(current?.text.body ?? [], text.body).length > 0) return refuse('unsupported', 'block');
  const body = JSON.stringify(storedBody(text.body));
  const [saved] = await database().$queryRaw<{ version: number; isOut: boolean }[]>`
    WITH held AS (
      UPDATE live_entry e SET ${heldBy(actor)}, author_id = CASE WHEN ${begun !== undefined}
          THEN (SELECT id FROM author WHERE key = ${begun?.author ?? null}) ELSE e.author_id END
      WHERE e.id = ${entryId} AND ${isFreeFor(actor)} AND (${begun === undefined} OR e.shown_at IS NULL)
      RETURNING e.id, e.story_id, e.shown_at
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
    SELECT version, held.shown_at IS NOT NULL AS "isOut"
    FROM (SELECT version FROM begun UNION ALL SELECT version FROM saved) AS done, held`;
  if (saved) return { ok: true, entryId, ...saved };
  const now = await readText(entryId, language);
  if (!now) return whyNot(actor, entryId);
  const { isOut, ...theirs } = now;
  if (canonicalJson(now.text) === canonicalJson(text)) return { ok: true, entryId, version: now.version, isOut };
  if (begun && isOut) return { ok: false, why: 'published' };
  const refused = await whyNot(actor, entryId);
  if (refused.why !== 'wrong-state') return refused;
  return { ...refuse('conflict', 'entry'), ...theirs };
}

async function readText(
  entryId: number,
  language: Language,
): Promise<{ version: number; text: EntryText; byName: string; isOut: boolean } | null> {
  const row = await database().liveEntryText.findUnique({
    where: { entryId_language: { entryId, language } },
    include: { entry: { select: { shownAt: true } } },
  });
  return (
    row && {
      version: row.version,
      text: { title: row.title, body: parseBody(row.body) },
      byName: await findActorName(row.changedById),
      isOut: row.entry.shownAt !== null,
    }
  );
}
