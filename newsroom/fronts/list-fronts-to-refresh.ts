import type { Language } from '#i18n/languages';
import { database } from '#platform/database';

/**
 * Languages whose front page has turned since an instant of PostgreSQL's clock, because a time in its layout has come,
 * and the instant to ask from next time, as PostgreSQL writes it and as a date;
 * asked without one, only that. Changes of the layout itself are in the outbox.
 */
export async function listFrontsToRefresh(since: string | null): Promise<{
  languages: Language[];
  at: string;
  date: Date;
}> {
  const [row] = await database().$queryRaw<{ languages: Language[]; at: string; date: Date }[]>`
    SELECT now()::text AS at, now() AS date, ARRAY(
      SELECT DISTINCT language::text FROM placement
      WHERE (from_at > ${since}::text::timestamptz AND from_at <= now())
        OR (until_at > ${since}::text::timestamptz AND until_at <= now())
    ) AS languages`;
  if (!row) throw new Error('PostgreSQL has not said what time it is');
  return row;
}
