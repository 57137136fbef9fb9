import { database } from '#platform/database';

/** How long an import can be undone, and one that was cut short gone on with, days. */
export const KEPT_DAYS = 30;

/**
 * Deletes the items of imports past their time, and of dry runs that were cut short a day ago, at most `limit`; what has
 * become of them stays (imported_item), and so does the report. Returns how many were deleted.
 */
export async function deleteOldImportItems(limit: number): Promise<number> {
  const deleted = await database().$executeRaw`
    DELETE FROM import_item WHERE ctid = ANY (ARRAY(
      SELECT i.ctid FROM import_item i JOIN import ON import.id = i.import_id
      WHERE import.started_at < now() - make_interval(days => ${KEPT_DAYS}::integer)
        OR import.state = 'planning' AND import.changed_at < now() - interval '1 day'
      LIMIT ${limit} FOR UPDATE OF i SKIP LOCKED
    ))`;
  await database().$executeRaw`
    DELETE FROM import WHERE (state = 'planning' AND changed_at < now() - interval '1 day'
        OR state = 'planned' AND started_at < now() - make_interval(days => ${KEPT_DAYS}::integer))
      AND NOT EXISTS (SELECT FROM import_item i WHERE i.import_id = import.id)`;
  return deleted;
}
