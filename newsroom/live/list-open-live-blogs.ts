import { type Language, languageCodeOf } from '#i18n/languages';
import { isOpenIn } from '#newsroom/live/is-open';
import { database, sql } from '#platform/database';

/** A live blog in a language, as somebody chooses it. */
export type LiveBlogChoice = { storyId: number; language: Language; headline: string; isOpen: boolean };

/** More than these nobody looks through. */
const MOST = 200;

/**
 * Live blogs that go on, a row for each language in which readers have them, the newest first. `also` is one that is
 * listed however it is, in all its languages.
 */
export async function listOpenLiveBlogs(also: number | null = null): Promise<LiveBlogChoice[]> {
  const rows = await database().$queryRaw<(Omit<LiveBlogChoice, 'language'> & { language: string })[]>`
    SELECT b.story_id AS "storyId", a.language, w.headline, ${isOpenIn(sql`a.language`)} AS "isOpen"
    FROM (
      SELECT * FROM live_blog WHERE closed_at IS NULL UNION SELECT * FROM live_blog WHERE story_id = ${also}::int
    ) AS b JOIN article a ON a.story_id = b.story_id JOIN working_copy w ON w.article_id = a.id
    WHERE ${isOpenIn(sql`a.language`)} OR b.story_id = ${also}::int AND a.removed_at IS NULL
    ORDER BY a.published_at DESC NULLS LAST, a.id LIMIT ${MOST}`;
  return rows.map((row) => ({ ...row, language: languageCodeOf(row.language) }));
}
