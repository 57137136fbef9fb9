import { LANGUAGE_CODES } from '#i18n/languages';
import { publicationName } from '#newsroom/settings/publication-name';
import { latestKeys, monthKeys, SITE } from '#newsroom/surrogate-keys';
import type { NewsEntry } from '#newsroom/syndication/sitemap';
import { NEWS_LIMIT } from '#newsroom/syndication/sitemap-part';
import { now } from '#platform/clock';
import { database, sql } from '#platform/database';
import { dependOn, validUntil } from '#platform/reads';

/** What news is (Google's rule), milliseconds. */
const WINDOW_MS = 172_800_000;

/**
 * What the news sitemap tells: the articles of all languages that were first published in the last 48 hours, newest
 * first. `number` counts its parts from 1, each of NEWS_LIMIT entries at most; `parts` says how many there are.
 */
export async function listNewsEntries(number: number): Promise<{ entries: NewsEntry[]; parts: number }> {
  const at = now();
  const from = new Date(at.getTime() - WINDOW_MS);
  dependOn(SITE, ...latestKeys(), ...LANGUAGE_CODES.flatMap((language) => monthKeys(language, from, at)));
  const rows = await database().$queryRaw<(NewsEntry & { total: number })[]>`
    SELECT
      article.id, article.language, article.slug, article.headline,
      ${publicationName(sql`article.language`)} AS publication,
      article.published_at AS "publishedAt", greatest(article.published_at, article.revised_at) AS "changedAt",
      CASE WHEN picture.id IS NOT NULL
        THEN jsonb_build_object(
          'id', picture.id, 'cut', picture.cut, 'width', picture.width, 'height', picture.height) END AS lead,
      count(*) OVER ()::int AS total
    FROM article
    JOIN story ON story.id = article.story_id
    LEFT JOIN picture ON picture.id = story.lead_id
    WHERE article.state = 'published' AND article.language = ANY (${LANGUAGE_CODES})
      AND article.published_at > ${from} AND article.published_at <= now() + interval '1 minute'
    ORDER BY article.published_at DESC, article.id DESC
    LIMIT ${NEWS_LIMIT} OFFSET ${(number - 1) * NEWS_LIMIT}`;
  const oldest = rows.at(-1);
  if (oldest) validUntil(oldest.publishedAt.getTime() + WINDOW_MS);
  const total = rows[0]?.total ?? 0;
  return { entries: rows.map(({ total: _, ...entry }) => entry), parts: Math.ceil(total / NEWS_LIMIT) };
}
