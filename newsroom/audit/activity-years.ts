import { ACTIVITY_YEARS } from '#newsroom/audit/activity-limits';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** How many years the activity log is kept. */
export async function findActivityYears(): Promise<number> {
  const row = await database().siteSettings.findUnique({ where: { id: 1 }, select: { activityYears: true } });
  return row?.activityYears ?? ACTIVITY_YEARS.first;
}

/**
 * Says for how many whole years the activity log is kept, 1 to 20. The next clean-up deletes what is older. Refused for
 * somebody who may not, for another number, and while there are no settings of the site.
 */
export async function saveActivityYears(actor: Actor, years: number): Promise<Result> {
  if (!may(actor, 'privacy.manage')) return refuse('not-allowed', 'it');
  const { least: min, most: max } = ACTIVITY_YEARS;
  if (!Number.isInteger(years) || years < min || years > max) return refuse('invalid', 'activityYears', { min, max });
  const saved = await database().$executeRaw`
    WITH before AS (SELECT activity_years FROM site_settings FOR UPDATE),
    saved AS (UPDATE site_settings SET activity_years = ${years} RETURNING activity_years)
    ${recordEvent(
      actor,
      'settings.changed',
      sql`SELECT 'settings', NULL, coalesce((SELECT name FROM site_text WHERE language = ${actor.language}), ''), jsonb_build_object('changed', jsonb_build_object('activity_years',
        jsonb_build_array(before.activity_years, saved.activity_years))) FROM before, saved`,
    )}`;
  return saved === 1 ? { ok: true } : refuse('not-found', 'it');
}
