import { cardKey, nameKey } from '#newsroom/surrogate-keys';
import type { Tag } from '#newsroom/topics/topic';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** The tags of some articles, in the articles' own language, most frequent first. `limit` is 1 to 20. */
export async function listTagsOf(articleIds: readonly number[], limit: number): Promise<Tag[]> {
  if (articleIds.length === 0) return [];
  dependOn(...articleIds.map(cardKey));
  const tags = await database().$queryRaw<Tag[]>`
    SELECT tag.key, tag_text.name
    FROM article
    JOIN story_tag ON story_tag.story_id = article.story_id
    JOIN tag ON tag.id = story_tag.tag_id
    JOIN tag_text ON tag_text.tag_id = tag.id AND tag_text.language = article.language
    WHERE article.id = ANY (${[...articleIds]}::int[])
    GROUP BY tag.key, tag_text.name
    ORDER BY count(*) DESC, tag_text.name
    LIMIT ${limit}`;
  dependOn(...tags.map(({ key }) => nameKey('tag', key)));
  return tags;
}
