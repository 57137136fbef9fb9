import { parseBody } from '#blocks/body';
import { type Language, languageCodeOf } from '#i18n/languages';
import type { State } from '#newsroom/editing/working-copy';
import { type EntryName, type EntryText, entryName, MOST_KEY_EVENTS } from '#newsroom/live/entry';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';

/** So many entries are listed at once. */
const DESK_LENGTH = 40;

/** A text of an entry as the newsroom has it. */
export type DeskText = EntryText & {
  language: Language;
  version: number;
  publishedVersion: number;
  state: 'draft' | 'published' | 'withdrawn';
};

/** An entry as the newsroom has it. */
export type DeskEntry = {
  id: number;
  /** Null before its first publication. */
  shownAt: Date | null;
  isPinned: boolean;
  isKey: boolean;
  /** Key of who it is by. */
  author: string | null;
  /** Who is writing it, if somebody else is. */
  heldBy: string | null;
  /** The story that was made of it: its article in each language, by id. */
  ownArticles: { id: number; language: Language }[] | null;
  texts: DeskText[];
};

/** A live blog as its writers see it. */
export type LiveDesk = {
  closedAt: Date | null;
  /** Its language versions. */
  articles: { id: number; language: Language; state: State; slug: string; headline: string }[];
  /** The newest ones, and how many older ones there are. */
  drafts: DeskEntry[];
  olderDrafts: number;
  /** The newest first, and from which on the next ones are listed. */
  entries: DeskEntry[];
  more: number | null;
  /** In the order that readers see, called as in a language where they have a text in it. */
  keyEvents: EntryName[];
};

/**
 * A live blog for those who write it, its entries from just after one on; null where there is none, or this person has
 * nothing to do there.
 */
export async function listDesk(
  actor: Actor,
  storyId: number,
  language: Language,
  before?: number,
): Promise<LiveDesk | null> {
  if (!may(actor, 'live.write')) return null;
  const blog = await database().liveBlog.findUnique({
    where: { storyId },
    relationLoadStrategy: 'join',
    select: {
      closedAt: true,
      story: {
        select: {
          articles: {
            where: { removedAt: null },
            select: {
              id: true,
              language: true,
              state: true,
              slug: true,
              workingCopy: { select: { headline: true } },
            },
            orderBy: { id: 'asc' },
          },
        },
      },
    },
  });
  if (!blog || blog.story.articles.length === 0) return null;
  // What this person is writing stays on the page, however much comes before it.
  const isOwn = sql`e.story_id = ${storyId} AND e.held_by_id = ${actor.id} AND e.held_until > now()`;
  const [allDrafts, newDrafts, ownDrafts, shown, ownShown, keys] = await Promise.all([
    database().liveEntry.count({ where: { storyId, shownAt: null } }),
    listIds(sql`e.story_id = ${storyId} AND e.shown_at IS NULL ORDER BY e.id DESC LIMIT ${DESK_LENGTH}`),
    listIds(sql`${isOwn} AND e.shown_at IS NULL ORDER BY e.id DESC LIMIT ${DESK_LENGTH}`),
    listIds(
      sql`e.story_id = ${storyId} AND e.shown_at IS NOT NULL AND ${
        before ? sql`(e.shown_at, e.id) < (SELECT shown_at, id FROM live_entry WHERE id = ${before})` : sql`true`
      } ORDER BY e.shown_at DESC, e.id DESC LIMIT ${DESK_LENGTH + 1}`,
    ),
    listIds(sql`${isOwn} AND e.shown_at IS NOT NULL ORDER BY e.shown_at DESC, e.id DESC LIMIT ${DESK_LENGTH}`),
    listIds(
      sql`e.story_id = ${storyId} AND e.key_position IS NOT NULL ORDER BY e.key_position, e.id LIMIT ${MOST_KEY_EVENTS}`,
    ),
  ]);
  const drafts = [...new Set([...newDrafts, ...ownDrafts])];
  const page = shown.slice(0, DESK_LENGTH);
  const listed = [...new Set([...page, ...ownShown])];
  const entries = await readEntries(actor, [...drafts, ...listed, ...keys]);
  const inOrder = (ids: number[]) => ids.flatMap((id) => entries.get(id) ?? []);
  return {
    closedAt: blog.closedAt,
    articles: blog.story.articles.map(({ workingCopy, ...article }) => ({
      ...article,
      language: languageCodeOf(article.language),
      headline: workingCopy?.headline ?? '',
    })),
    drafts: inOrder(drafts),
    olderDrafts: Math.max(0, allDrafts - drafts.length),
    entries: inOrder(listed),
    more: shown.length > DESK_LENGTH ? (page.at(-1) ?? null) : null,
    keyEvents: inOrder(keys).flatMap(({ id, texts, shownAt }) => {
      const text = texts.find((one) => one.language === language) ?? texts[0];
      return text ? [{ id, name: entryName(text, `#${id}`), shownAt: shownAt ?? new Date(0) }] : [];
    }),
  };
}

async function listIds(which: ReturnType<typeof sql>): Promise<number[]> {
  const rows = await database().$queryRaw<{ id: number }[]>`SELECT e.id FROM live_entry e WHERE ${which}`;
  return rows.map(({ id }) => id);
}

async function readEntries(actor: Actor, ids: number[]): Promise<Map<number, DeskEntry>> {
  const rows = await database().liveEntry.findMany({
    where: { id: { in: [...new Set(ids)] } },
    relationLoadStrategy: 'join',
    include: {
      author: { select: { key: true } },
      ownStory: { select: { articles: { where: { removedAt: null }, select: { id: true, language: true } } } },
      texts: { orderBy: [{ publishedAt: { sort: 'asc', nulls: 'last' } }, { language: 'asc' }] },
    },
  });
  const [clock] = await database().$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
  const now = clock?.now ?? new Date();
  return new Map(
    rows.map(({ id, shownAt, isPinned, keyPosition, author, ownStory, texts, heldById, heldByName, heldUntil }) => {
      const isHeld = heldById !== null && heldById !== actor.id && heldUntil !== null && heldUntil > now;
      const entry: DeskEntry = {
        ...{ id, shownAt, isPinned, isKey: keyPosition !== null, author: author?.key ?? null },
        heldBy: isHeld ? heldByName : null,
        ownArticles: ownStory?.articles.map((one) => ({ ...one, language: languageCodeOf(one.language) })) ?? null,
        texts: texts.map(({ language, title, body, version, publishedVersion, state }) => ({
          ...{ language: languageCodeOf(language), title, body: parseBody(body), version, publishedVersion },
          state: state === 'published' || state === 'withdrawn' ? state : 'draft',
        })),
      };
      return [id, entry];
    }),
  );
}
