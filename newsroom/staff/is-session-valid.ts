import { database, type Sql, sql } from '#platform/database';

/**
 * The longest that one signing in is good for, days, however much it is used; unused it ends earlier
 * (platform/authentication.ts).
 */
const LONGEST_DAYS = 30;

/** Whether a row of `session` is still good. */
export const isGood: Sql = sql`(
  expires_at > now() AND created_at > now() - make_interval(days => ${LONGEST_DAYS}::int))`;

/**
 * Whether a session is still good, by PostgreSQL's clock: neither has it lain unused too long nor was it begun too long
 * ago.
 */
export async function isSessionValid(id: string): Promise<boolean> {
  const [row] = await database().$queryRaw<
    { isGood: boolean }[]
  >`SELECT ${isGood} AS "isGood" FROM session WHERE id = ${id}`;
  return row?.isGood ?? false;
}
