import type { Language } from '#i18n/languages';
import { CHANGE_STEP } from '#newsroom/live/change-step';
import type { LiveEntry } from '#newsroom/live/entry';
import { findLiveHead, type LiveHead } from '#newsroom/live/find-live-blog';
import { listEntries } from '#newsroom/live/list-entries';
import { liveKey } from '#newsroom/surrogate-keys';
import { database, sql } from '#platform/database';
import { dependOn } from '#platform/reads';

/** What readers of a language do not have yet. */
export type EntryChanges = {
  /** Number to ask from next time. */
  change: number;
  /** Whether there is more after that, to be asked for at once. */
  hasMore: boolean;
  /** Whether this was the last: nothing more is expected. */
  isClosed: boolean;
  /** Entries as they are now, the oldest change first. */
  entries: LiveEntry[];
  /** Entries that are no longer there, by their ids. */
  withdrawn: number[];
  /** What stands above them; null where nothing has changed. */
  head: LiveHead | null;
  /** Number of the last change of the story's own text (headline, summary, corrections), where they do not have it. */
  summary: number | null;
};

/** Numbers that readers do not have yet: the first, the last, and that of the summary; null where there are none. */
type Newer = { isClosed: boolean; first: number | null; last: number | null; summary: number | null };

/** What has changed in a live blog after a change that readers have; null where the story is none. */
export async function listEntryChanges(
  storyId: number,
  language: Language,
  after: number,
): Promise<EntryChanges | null> {
  dependOn(liveKey(storyId, language));
  const [blog] = await database().$queryRaw<Newer[]>`
    SELECT closed_at IS NOT NULL AS "isClosed", s.change AS summary,
      least(newer.first, s.change) AS first, greatest(newer.last, s.change) AS last
    FROM live_blog b
    LEFT JOIN live_summary s ON s.story_id = b.story_id AND s.language = ${language} AND s.change > ${after}
    CROSS JOIN LATERAL (
      SELECT min(change) AS first, max(change) AS last FROM live_entry_text
      WHERE story_id = b.story_id AND language = ${language} AND change > ${after}
    ) AS newer
    WHERE b.story_id = ${storyId}`;
  if (!blog) return null;
  const { isClosed, first, last } = blog;
  if (first === null || last === null)
    return { change: after, hasMore: false, isClosed, entries: [], withdrawn: [], head: null, summary: null };
  const end = Math.ceil(first / CHANGE_STEP) * CHANGE_STEP;
  const upTo = Math.min(end, last);
  const inStep = sql`t.story_id = ${storyId} AND t.change > ${after} AND t.change <= ${upTo}`;
  const [entries, withdrawn, head] = await Promise.all([
    listEntries(language, sql`${inStep} ORDER BY t.change, e.id`),
    database().$queryRaw<{ id: number }[]>`
      SELECT t.entry_id AS id FROM live_entry_text t
      WHERE ${inStep} AND t.language = ${language} AND t.state = 'withdrawn' ORDER BY t.change, t.entry_id`,
    findLiveHead(storyId, language),
  ]);
  const summary = blog.summary !== null && blog.summary <= upTo ? blog.summary : null;
  // A change between these statements has a later number, and is told again then.
  const told = { entries, withdrawn: withdrawn.map(({ id }) => id), head, summary };
  const hasMore = last > end;
  return { change: upTo, hasMore, isClosed: isClosed && !hasMore, ...told };
}
