import type { Language } from '#i18n/languages';
import type { Calendar, Month } from '#newsroom/articles/day';
import { latestKey, monthKeysNear, SITE } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/**
 * On which days of a month something was published in the language, by the paper's own zone, and where the calendar
 * goes on.
 */
export async function listDays(language: Language, month: Month): Promise<Calendar> {
  const [row] = await database().$queryRaw<Calendar[]>`
    WITH paper AS (
      SELECT coalesce((SELECT time_zone FROM site_settings), 'UTC') AS zone
    ),
    month AS (
      SELECT zone, first AT TIME ZONE zone AS begun, (first + interval '1 month') AT TIME ZONE zone AS over
      FROM paper, (SELECT ${`${month}-01`}::date::timestamp AS first) AS given
    )
    SELECT
      array(
        SELECT DISTINCT to_char(published_at AT TIME ZONE zone, 'YYYY-MM-DD')
        FROM article
        WHERE language = ${language} AND state = 'published' AND published_at >= begun AND published_at < over
        ORDER BY 1
      ) AS days,
      (
        SELECT to_char(max(published_at) AT TIME ZONE zone, 'YYYY-MM-DD')
        FROM article WHERE language = ${language} AND state = 'published' AND published_at < begun
      ) AS earlier,
      (
        SELECT to_char(min(published_at) AT TIME ZONE zone, 'YYYY-MM-DD')
        FROM article WHERE language = ${language} AND state = 'published' AND published_at >= over
      ) AS later
    FROM month`;
  const calendar = row ?? { days: [], earlier: null, later: null };
  const { earlier, later } = calendar;
  const first = new Date(`${earlier ?? `${month}-01`}T00:00:00Z`);
  const last = later ? new Date(`${later}T00:00:00Z`) : new Date(first.getTime() + 62 * 86_400_000);
  dependOn(SITE, ...monthKeysNear(language, first, last));
  // Where nothing comes before or after, whatever comes does.
  if (!earlier || !later) dependOn(latestKey(language));
  return calendar;
}
