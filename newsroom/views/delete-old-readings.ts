import { READING_MINUTES } from '#newsroom/views/visit';
import { database } from '#platform/database';

/**
 * Deletes who read what longer ago than a reading lasts, oldest first, at most `limit` rows. Returns how many went. Any
 * number of processes may do so at once; rows that a reader's statement holds just now are left for the next time.
 */
export function deleteOldReadings(limit: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM recent_reading WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM recent_reading WHERE counted_at < now() - make_interval(mins => ${READING_MINUTES}::int)
      ORDER BY counted_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
}

/** The same for how fast networks read what, after a day. */
export function deleteOldNetworkReadings(limit: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM network_reading WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM network_reading WHERE at < now() - interval '1 day'
      ORDER BY at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
}
