import { ADVISORY_LOCKS } from '#platform/advisory-locks';
import { database } from '#platform/database';

/** A process that was started takes some seconds before it has the lock, and more on a busy machine. */
const STARTING_SECONDS = 60;

/**
 * The import that a process is at now, on whatever machine. PostgreSQL knows: the lock goes with its process, however
 * that ends.
 */
export async function runningImport(): Promise<number | undefined> {
  const [row] = await database().$queryRaw<{ id: number }[]>`
    SELECT id FROM import
    WHERE trouble IS NULL AND (state IN ('fetching', 'planning', 'staging', 'applying', 'undoing') OR progress IS NOT NULL)
      AND (EXISTS (
        SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${ADVISORY_LOCKS.import}::integer AND classid = 0
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND granted
      ) OR progress->>'phase' = 'starting'
        AND changed_at > now() - make_interval(secs => ${STARTING_SECONDS}::integer))
    ORDER BY changed_at DESC LIMIT 1`;
  return row?.id;
}
