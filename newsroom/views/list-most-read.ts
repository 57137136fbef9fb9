import type { Language } from '#i18n/languages';
import { now } from '#platform/clock';
import { database } from '#platform/database';
import { validUntil } from '#platform/reads';

/** The order moves all the time; so often is enough, milliseconds. */
const MOST_READ_MS = 300_000;

/** So many of a day's most read are weighed against those of the day before. */
const OF_A_DAY = 50;

/**
 * Ids of the language's published articles that were read most in the last 24 hours, most first. Counts are kept by
 * days of the paper's own zone; of yesterday's as large a share is taken as of yesterday lies within the 24 hours (see
 * docs/decisions/040). Readings count of which no network has added more than a few, so that nobody moves a story up by
 * themselves.
 */
export async function listMostRead(language: Language, limit: number): Promise<number[]> {
  validUntil(now().getTime() + MOST_READ_MS);
  const rows = await database().$queryRaw<{ id: number }[]>`
    WITH clock AS (
      SELECT now() AT TIME ZONE coalesce((SELECT time_zone FROM site_settings), 'UTC') AS here
    ),
    day AS (
      SELECT here::date AS day, 1.0 AS share FROM clock
      UNION ALL
      SELECT here::date - 1, 1 - extract(epoch FROM here::time) / 86400 FROM clock
    )
    SELECT most.article_id AS id
    FROM day CROSS JOIN LATERAL (
      SELECT article_id, reach * day.share AS weight
      FROM article_view JOIN article ON article.id = article_id AND language = ${language} AND state = 'published'
      WHERE article_view.day = day.day
      ORDER BY reach DESC LIMIT ${OF_A_DAY}
    ) AS most
    GROUP BY most.article_id
    ORDER BY sum(weight) DESC, most.article_id DESC
    LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
