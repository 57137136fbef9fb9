import type { StoredDictionary } from '#newsroom/syndication/list-dictionaries';
import { database } from '#platform/database';

/**
 * Stores a compression dictionary unless its build has one in that language that quotes only published articles: of
 * machines that make one at the same time, the first wins.
 */
export async function saveDictionary(dictionary: StoredDictionary & { content: Uint8Array }): Promise<void> {
  const { build, language, hash, content, articles } = dictionary;
  await database().$executeRaw`
    INSERT INTO compression_dictionary AS stored (build, language, hash, content, articles)
    VALUES (${build}, ${language}, ${hash}, ${Buffer.from(content)}, ${articles}::int[])
    ON CONFLICT (build, language) DO UPDATE
    SET hash = excluded.hash, content = excluded.content, articles = excluded.articles, made_at = now()
    WHERE EXISTS (
      SELECT FROM unnest(stored.articles) AS quoted LEFT JOIN article ON article.id = quoted
      WHERE article.state IS DISTINCT FROM 'published'
    )`;
}
