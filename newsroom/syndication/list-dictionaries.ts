import { database } from '#platform/database';

/** Pages that other pages of a language are compressed with. */
export type StoredDictionary = {
  build: string;
  language: string;
  /** SHA-256 of the content, in hexadecimal. */
  hash: string;
  /** Null if its hash is known already. */
  content: Uint8Array | null;
  /** Ids of the articles that it quotes. */
  articles: number[];
};

/**
 * The newest compression dictionaries of all builds, at most `limit`, without those that quote an article that is not
 * published any more. Of those whose hash is among `known` the content is left out.
 */
export function listDictionaries(known: readonly string[], limit: number): Promise<StoredDictionary[]> {
  return database().$queryRaw<StoredDictionary[]>`
    SELECT build, language, hash, CASE WHEN hash <> ALL (${known}::text[]) THEN content END AS content, articles
    FROM compression_dictionary
    WHERE NOT EXISTS (
      SELECT FROM unnest(articles) AS quoted LEFT JOIN article ON article.id = quoted
      WHERE article.state IS DISTINCT FROM 'published'
    )
    ORDER BY made_at DESC LIMIT ${limit}`;
}
