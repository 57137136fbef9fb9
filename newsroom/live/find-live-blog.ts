import type { Language } from '#i18n/languages';
import type { LivePlace } from '#newsroom/articles/live-place';
import { type EntryName, entryName, type LiveEntry, MOST_KEY_EVENTS } from '#newsroom/live/entry';
import { listEntries } from '#newsroom/live/list-entries';
import { liveKey } from '#newsroom/surrogate-keys';
import { database, sql } from '#platform/database';
import { dependOn } from '#platform/reads';

/** So many entries stand on a page. */
export const PAGE_LENGTH = 30;
/** So many are shown above the others at most. */
const MOST_PINNED = 3;

/** What stands above the entries of a live blog, in a language. */
export type LiveHead = { pinned: LiveEntry[]; keyEvents: EntryName[] };

/** A page of a live blog in a language. */
export type LiveBlog = LiveHead & {
  /** Number of the last change that it has: what is newer is asked for by it (list-entry-changes.ts). */
  change: number;
  /** Since when nothing more is expected; null while it goes on. */
  closedAt: Date | null;
  /** Of the first entry; null while there is none. */
  startedAt: Date | null;
  entries: LiveEntry[];
  /** The entry that the next page goes on after; null on the last. */
  more: number | null;
};

/** A page of a live blog; null where the story is none. */
export async function findLiveBlog(storyId: number, language: Language, place: LivePlace): Promise<LiveBlog | null> {
  dependOn(liveKey(storyId, language));
  // Before the entries: what comes in between is asked for once more.
  const [blog] = await database().$queryRaw<{ change: number; closedAt: Date | null; startedAt: Date | null }[]>`
    SELECT closed_at AS "closedAt",
      (SELECT min(shown_at) FROM live_entry WHERE story_id = ${storyId}) AS "startedAt", coalesce(greatest(
      (SELECT max(change) FROM live_entry_text WHERE story_id = ${storyId} AND language = ${language}),
      (SELECT change FROM live_summary WHERE story_id = ${storyId} AND language = ${language})), 0) AS change
    FROM live_blog WHERE story_id = ${storyId}`;
  if (!blog) return null;
  const isNewest = place.order === 'newest';
  const after = place.after
    ? sql`(e.shown_at, e.id) ${isNewest ? sql`<` : sql`>`}
        (SELECT shown_at, id FROM live_entry WHERE id = ${place.after} AND story_id = ${storyId})`
    : sql`e.shown_at IS NOT NULL`;
  const order = isNewest ? sql`e.shown_at DESC, e.id DESC` : sql`e.shown_at, e.id`;
  const [entries, head] = await Promise.all([
    listEntries(language, sql`e.story_id = ${storyId} AND ${after} ORDER BY ${order} LIMIT ${PAGE_LENGTH + 1}`),
    findLiveHead(storyId, language),
  ]);
  const shown = entries.slice(0, PAGE_LENGTH);
  return { ...blog, ...head, entries: shown, more: entries.length > PAGE_LENGTH ? (shown.at(-1)?.id ?? null) : null };
}

/** What stands above the entries. */
export async function findLiveHead(storyId: number, language: Language): Promise<LiveHead> {
  const [pinned, keyEvents] = await Promise.all([
    listEntries(
      language,
      sql`e.story_id = ${storyId} AND e.is_pinned ORDER BY e.shown_at DESC, e.id DESC LIMIT ${MOST_PINNED}`,
    ),
    listEntries(
      language,
      sql`e.story_id = ${storyId} AND e.key_position IS NOT NULL
        ORDER BY e.key_position, e.id LIMIT ${MOST_KEY_EVENTS}`,
    ),
  ]);
  return {
    pinned,
    keyEvents: keyEvents.map((entry) => ({ id: entry.id, name: entryName(entry), shownAt: entry.shownAt })),
  };
}
