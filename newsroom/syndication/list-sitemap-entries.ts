import { monthKeys } from '#newsroom/surrogate-keys';
import type { SitemapEntry } from '#newsroom/syndication/sitemap';
import { type SitemapPart, timesOf } from '#newsroom/syndication/sitemap-part';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

const BATCH = 1_000;

/**
 * The published articles of a part of the sitemap, oldest first, a batch at a time: a part of any length takes the
 * memory of one.
 */
export async function* listSitemapEntries(part: SitemapPart): AsyncGenerator<SitemapEntry[]> {
  const { from, before } = timesOf(part);
  dependOn(...monthKeys(part.language, from, before));
  let last = { publishedAt: from, id: 0 };
  for (;;) {
    const entries = await database().$queryRaw<SitemapEntry[]>`
      SELECT
        article.id, article.language::text AS language, article.slug, article.published_at AS "publishedAt",
        greatest(article.published_at, article.revised_at) AS "changedAt",
        CASE WHEN picture.id IS NOT NULL
          THEN jsonb_build_object(
            'id', picture.id, 'cut', picture.cut, 'width', picture.width, 'height', picture.height) END AS lead
      FROM article
      JOIN story ON story.id = article.story_id
      LEFT JOIN picture ON picture.id = story.lead_id
      WHERE article.language = ${part.language} AND article.state = 'published'
        AND (article.published_at, article.id) > (${last.publishedAt}, ${last.id}) AND article.published_at < ${before}
      ORDER BY article.published_at, article.id
      LIMIT ${BATCH}`;
    if (entries.length > 0) yield entries;
    const end = entries.at(-1);
    if (!end || entries.length < BATCH) return;
    last = end;
  }
}
