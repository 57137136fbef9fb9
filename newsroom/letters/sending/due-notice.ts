import { LANGUAGE_CODES } from '#i18n/languages';
import { database, sql } from '#platform/database';

/** Tried for so long, hours: whoever gets it later could hardly confirm any more (CONFIRM_MS). */
const LATEST_HOURS = 40;

/** Whether it is time for a letter about somebody's subscription, in a language that is on. */
export const DUE_NOTICE = sql`
  notice IS NOT NULL AND notice_due_at <= now() AND asked_at > now() - make_interval(hours => ${LATEST_HOURS}::int)
  AND language = ANY (${LANGUAGE_CODES}::text[])`;

/** Whether anybody is to be asked to confirm, or told of a subscription, while letters are on. */
export async function hasDueNotice(): Promise<boolean> {
  const [row] = await database().$queryRaw<{ is: boolean }[]>`
    SELECT EXISTS (SELECT FROM subscriber WHERE ${DUE_NOTICE}) AND EXISTS (SELECT FROM letter_settings WHERE is_on) AS is`;
  return row?.is ?? false;
}
