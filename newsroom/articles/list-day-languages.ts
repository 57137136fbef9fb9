import { LANGUAGE_CODES, type Language } from '#i18n/languages';
import type { Day } from '#newsroom/articles/day';
import { monthKeysNear, SITE } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** The languages in which something was published on a day of the paper's own zone. */
export async function listDayLanguages(day: Day): Promise<Language[]> {
  const start = new Date(`${day}T00:00:00Z`);
  dependOn(SITE, ...LANGUAGE_CODES.flatMap((language) => monthKeysNear(language, start, start)));
  const rows = await database().$queryRaw<{ language: Language }[]>`
    SELECT language.code AS language
    FROM unnest(${LANGUAGE_CODES}::text[]) AS language (code),
      (SELECT coalesce((SELECT time_zone FROM site_settings), 'UTC') AS zone) AS paper
    WHERE EXISTS (
      SELECT FROM article
      WHERE article.language = language.code AND state = 'published'
        AND published_at >= ${day}::date::timestamp AT TIME ZONE zone
        AND published_at < (${day}::date + 1)::timestamp AT TIME ZONE zone
    )`;
  return rows.map(({ language }) => language);
}
