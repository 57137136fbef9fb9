import { LANGUAGE_CODES, type Language } from '#i18n/languages';
import { monthKeys, SITEMAP } from '#newsroom/surrogate-keys';
import type { SitemapDay } from '#newsroom/syndication/sitemap-part';
import { database } from '#platform/database';
import { collectReads, dependOn, remember } from '#platform/reads';

/**
 * Every day (UTC) that has published articles, for each language, newest first. A web process counts the articles of a
 * year once, and again when an article of that year changes: with the archive only the first time grows.
 */
export async function listSitemapDays(): Promise<SitemapDay[]> {
  dependOn(SITEMAP);
  const spans = await database().$queryRaw<{ language: Language; first: number; last: number }[]>`
    SELECT code AS language, extract(year FROM first AT TIME ZONE 'UTC')::int AS first,
      extract(year FROM last AT TIME ZONE 'UTC')::int AS last
    FROM unnest(${LANGUAGE_CODES}::text[]) AS code CROSS JOIN LATERAL (
      SELECT min(published_at) AS first, max(published_at) AS last
      FROM article WHERE language = code AND state = 'published'
    ) AS span
    WHERE first IS NOT NULL`;
  const years = spans.flatMap(({ language, first, last }) =>
    Array.from({ length: last - first + 1 }, (_, ago) => ({ language, year: last - ago })),
  );
  return (await Promise.all(years.map(daysOf))).flat();
}

function daysOf({ language, year }: { language: Language; year: number }): Promise<SitemapDay[]> {
  const [from, before] = [new Date(Date.UTC(year, 0)), new Date(Date.UTC(year + 1, 0))];
  // What a year depends on is none of the index's business: that depends on the whole sitemap.
  return collectReads(() =>
    remember(`sitemap of ${year} in ${language}`, () => {
      dependOn(...monthKeys(language, from, before));
      return database().$queryRaw<SitemapDay[]>`
        SELECT
          ${language} AS language,
          (published_at AT TIME ZONE 'UTC')::date::text AS day,
          count(*)::int AS articles,
          max(greatest(published_at, revised_at)) AS "changedAt"
        FROM article
        WHERE language = ${language} AND state = 'published' AND published_at >= ${from} AND published_at < ${before}
        GROUP BY (published_at AT TIME ZONE 'UTC')::date
        ORDER BY (published_at AT TIME ZONE 'UTC')::date DESC`;
    }),
  ).result;
}
