import { database } from '#platform/database';

/** Whole months before the present one of which every day is kept. */
const MONTHS_BY_DAY = 13;

/**
 * Adds up the days of months that are long past: of each article one row stays for the month, at its first day, with the
 * views of all its days. Takes at most `limit` days of articles, the oldest first, and returns how many it took. Any
 * number of processes may do so at once.
 *
 * Looks at each day since the first one by its index, so that it costs the same however much has been added up before.
 */
export function sumOldViews(limit: number): Promise<number> {
  return database().$queryRaw<{ taken: number }[]>`
    WITH past AS MATERIALIZED (
      SELECT reading.id FROM generate_series(
        (SELECT min(day) FROM article_view)::timestamp,
        date_trunc('month', localtimestamp) - make_interval(months => ${MONTHS_BY_DAY}::int) - interval '1 day',
        '1 day'
      ) AS days (day)
      CROSS JOIN LATERAL (
        SELECT ctid AS id FROM article_view v WHERE v.day = days.day::date LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ) AS reading
      WHERE extract(day FROM days.day) > 1
      LIMIT ${limit}
    ), taken AS (
      DELETE FROM article_view WHERE ctid = ANY (ARRAY(SELECT id FROM past)) RETURNING article_id, day, views, reach
    ), summed AS (
      INSERT INTO article_view AS month (article_id, day, views, reach)
      SELECT article_id, date_trunc('month', day::timestamp)::date, sum(views), sum(reach) FROM taken
      GROUP BY 1, 2 ORDER BY 1, 2
      ON CONFLICT (article_id, day) DO UPDATE
      SET views = month.views + excluded.views, reach = month.reach + excluded.reach
    )
    SELECT count(*)::int AS taken FROM taken`.then(([row]) => row?.taken ?? 0);
}
