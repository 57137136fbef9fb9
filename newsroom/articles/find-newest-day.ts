import type { Language } from '#i18n/languages';
import type { Day } from '#newsroom/articles/day';
import { latestKey, SITE } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/**
 * The last day, by the paper's own zone, on which something was published in the language; null before anything has
 * been.
 */
export async function findNewestDay(language: Language): Promise<Day | null> {
  dependOn(SITE, latestKey(language));
  const [row] = await database().$queryRaw<{ day: Day | null }[]>`
    SELECT to_char(
      max(published_at) AT TIME ZONE coalesce((SELECT time_zone FROM site_settings), 'UTC'), 'YYYY-MM-DD') AS day
    FROM article WHERE language = ${language} AND state = 'published'`;
  return row?.day ?? null;
}
