import type { Language } from '#i18n/languages';
import type { ArticleCard } from '#newsroom/articles/article';
import { cardsOf } from '#newsroom/articles/list-articles';
import { database } from '#platform/database';

/**
 * Published articles in the language that share tags with a story, most shared first, then the newest. `limit` is 1 to 20.
 * Empty for a story without tags.
 */
export async function listRelated(language: Language, storyId: number, limit: number): Promise<ArticleCard[]> {
  const ids = await database().$queryRaw<{ id: number }[]>`
    SELECT a.id
    FROM story_tag mine
    JOIN story_tag theirs ON theirs.tag_id = mine.tag_id AND theirs.story_id <> mine.story_id
    JOIN article a ON a.story_id = theirs.story_id AND a.language = ${language}::"Language" AND a.state = 'published'
    WHERE mine.story_id = ${storyId}
    GROUP BY a.id, a.published_at
    ORDER BY count(*) DESC, a.published_at DESC, a.id DESC
    LIMIT ${limit}`;
  return cardsOf(
    language,
    ids.map(({ id }) => id),
  );
}
