import { SITEMAP } from '#newsroom/surrogate-keys';
import type { SitemapDay } from '#newsroom/syndication/sitemap-part';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/**
 * Every day (UTC) that has published articles, for each language. Reads an index of 40 bytes an article and nothing
 * else.
 */
export async function listSitemapDays(): Promise<SitemapDay[]> {
  dependOn(SITEMAP);
  return database().$queryRaw<SitemapDay[]>`
    SELECT
      language::text AS language,
      (published_at AT TIME ZONE 'UTC')::date::text AS day,
      count(*)::int AS articles,
      max(greatest(published_at, revised_at)) AS "changedAt"
    FROM article
    WHERE state = 'published'
    GROUP BY language, (published_at AT TIME ZONE 'UTC')::date
    ORDER BY language, (published_at AT TIME ZONE 'UTC')::date DESC`;
}
