import { ACTIVITY_YEARS } from '#newsroom/audit/activity-limits';
import { database } from '#platform/database';

/**
 * Deletes entries of the activity log that are older than it is kept for (activity-years.ts), the oldest first, at most
 * `limit`. Returns how many went. Any number of processes may do so at once.
 */
export function deleteOldEntries(limit: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM audit_entry WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM audit_entry
      WHERE at < now() - make_interval(years =>
        coalesce((SELECT activity_years FROM site_settings), ${ACTIVITY_YEARS.first}::int)::int)
      ORDER BY at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
}
