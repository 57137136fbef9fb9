import type { Language } from '#i18n/languages';
import type { ArticleCard } from '#newsroom/articles/article';
import { cardsOf } from '#newsroom/articles/list-articles';
import { database } from '#platform/database';

/**
 * Of each tag only so many of its newest stories are looked at: what is older is hardly related any more, and the work
 * stays bounded.
 */
const NEWEST_OF_A_TAG = 40;

/**
 * Published articles in the language that belong to a story: most shared tags first, then those of its section, then
 * the newest; so that there are always enough where the paper has enough. `limit` is 1 to 20.
 */
export async function listRelated(language: Language, storyId: number, limit: number): Promise<ArticleCard[]> {
  const ids = await database().$queryRaw<{ id: number }[]>`
    WITH mine AS (
      SELECT id, section_id FROM story WHERE id = ${storyId}
    ),
    candidate AS (
      SELECT tagged.*, 1 AS shared
      FROM mine JOIN story_tag ON story_tag.story_id = mine.id CROSS JOIN LATERAL (
        SELECT a.id, a.story_id, a.section_id, a.published_at
        FROM article a JOIN story_tag theirs ON theirs.story_id = a.story_id AND theirs.tag_id = story_tag.tag_id
        WHERE a.language = ${language} AND a.state = 'published'
        ORDER BY a.published_at DESC, a.id DESC LIMIT ${NEWEST_OF_A_TAG}
      ) AS tagged
      UNION ALL
      SELECT neighbour.*, 0
      FROM mine CROSS JOIN LATERAL (
        SELECT a.id, a.story_id, a.section_id, a.published_at FROM article a
        WHERE a.language = ${language} AND a.section_id = mine.section_id AND a.state = 'published'
        ORDER BY a.published_at DESC, a.id DESC LIMIT ${limit + 1}
      ) AS neighbour
      UNION ALL
      SELECT newest.*, 0
      FROM (
        SELECT a.id, a.story_id, a.section_id, a.published_at FROM article a
        WHERE a.language = ${language} AND a.state = 'published'
        ORDER BY a.published_at DESC, a.id DESC LIMIT ${limit + 1}
      ) AS newest
    )
    SELECT candidate.id
    FROM candidate, mine
    WHERE candidate.story_id <> mine.id
    GROUP BY candidate.id, candidate.section_id, candidate.published_at, mine.section_id
    ORDER BY sum(shared) DESC, candidate.section_id = mine.section_id DESC,
      candidate.published_at DESC, candidate.id DESC
    LIMIT ${limit}`;
  return cardsOf(
    language,
    ids.map(({ id }) => id),
  );
}
