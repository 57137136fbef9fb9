import { parseBody } from '#blocks/body';
import type { Language } from '#i18n/languages';
import type { LiveEntry } from '#newsroom/live/entry';
import { entryKey, nameKey, storyKey } from '#newsroom/surrogate-keys';
import { database, type Sql } from '#platform/database';
import { dependOn } from '#platform/reads';

type Row = {
  id: number;
  title: string;
  body: unknown;
  shownAt: Date;
  revisedAt: Date | null;
  isKey: boolean;
  isPinned: boolean;
  authorKey: string | null;
  authorName: string | null;
  ownStoryId: number | null;
  ownSlug: string | null;
  ownHeadline: string | null;
};

/**
 * Published entries in a language. `which` narrows, orders and limits them: `e` is the entry, `t` its text. Says what
 * they depend on but for which entries there are.
 */
export async function listEntries(language: Language, which: Sql): Promise<LiveEntry[]> {
  const rows = await database().$queryRaw<Row[]>`
    SELECT e.id, t.published_title AS title, t.published_body AS body, e.shown_at AS "shownAt",
      t.revised_at AS "revisedAt", e.key_position IS NOT NULL AS "isKey", e.is_pinned AS "isPinned",
      author.key AS "authorKey", author_text.name AS "authorName",
      e.own_story_id AS "ownStoryId", own.slug AS "ownSlug", own.headline AS "ownHeadline"
    FROM live_entry e
    JOIN live_entry_text t ON t.entry_id = e.id AND t.language = ${language} AND t.state = 'published'
    LEFT JOIN author ON author.id = e.author_id
    LEFT JOIN author_text ON author_text.author_id = e.author_id AND author_text.language = ${language}
    LEFT JOIN article own ON own.story_id = e.own_story_id AND own.language = ${language} AND own.state = 'published'
    WHERE ${which}`;
  return rows.map(({ authorKey, authorName, ownStoryId, ownSlug, ownHeadline, ...row }) => {
    dependOn(entryKey(row.id));
    if (authorKey) dependOn(nameKey('author', authorKey));
    if (ownStoryId) dependOn(storyKey(ownStoryId));
    return {
      ...row,
      body: parseBody(row.body),
      author: authorKey && authorName ? { key: authorKey, name: authorName } : null,
      ownStory: ownSlug && ownHeadline ? { slug: ownSlug, headline: ownHeadline } : null,
    };
  });
}
