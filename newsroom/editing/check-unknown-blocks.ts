import type { ArticleBody } from '#blocks/body';
import { unknownBlocksMissingIn } from '#blocks/unknown-block';
import { database } from '#platform/database';

/**
 * Whether the unknown blocks of a body that somebody sends are all the article's own: in its current text or in one of
 * its revisions, where a newer version of the code has put them. Nobody has checked what is in them, so others are not
 * taken.
 */
export async function hasOnlyOwnUnknownBlocks(
  articleId: number,
  body: ArticleBody,
  current: ArticleBody,
): Promise<boolean> {
  const missing = unknownBlocksMissingIn(current, body).map(({ stored }) => stored);
  if (missing.length === 0) return true;
  const [row] = await database().$queryRaw<{ all: boolean }[]>`
    SELECT NOT EXISTS (
      SELECT FROM jsonb_array_elements(${JSON.stringify(missing)}::jsonb) sent
      WHERE NOT EXISTS (
        SELECT FROM revision r, jsonb_path_query(r.body, '$[*]') block
        WHERE r.article_id = ${articleId} AND block = sent
      )
    ) AS all`;
  return row?.all === true;
}
