import { ADVISORY_LOCKS } from '#platform/advisory-locks';
import { openClient } from '#platform/open-client';

/** The code of PostgreSQL's error when another process has kept a lock for longer than that. */
export const LOCK_TIMEOUT = '55P03';

const PATIENCE_MS = 300_000;

/**
 * Does something while no other process on the same database does; the others wait, `patience` milliseconds at most.
 * `databaseUrl` leads to PostgreSQL itself: the lock belongs to a session. Fails where that is lost.
 */
export async function withAdvisoryLock<T>(
  databaseUrl: string,
  what: keyof typeof ADVISORY_LOCKS,
  work: () => Promise<T>,
  patience = PATIENCE_MS,
): Promise<T> {
  const guard = await openClient(databaseUrl, { keepAlive: true });
  // The work may use other hosts or a pooler, which are still there.
  const lost = new Promise<never>((_, reject) => guard.once('error', reject));
  lost.catch(() => {});
  try {
    // Its role may have limits that are meant for pages.
    await guard.query("SELECT set_config('lock_timeout', $1, false), set_config('statement_timeout', '0', false)", [
      `${patience}ms`,
    ]);
    // A machine that has lost its power says no goodbye: its lock goes within a minute, not after hours.
    await guard.query(
      "SELECT set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false), " +
        "set_config('tcp_keepalives_count', '3', false)",
    );
    await guard.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCKS[what]]);
    return await Promise.race([work(), lost]);
  } finally {
    // Ending the session releases the lock.
    await guard.end().catch(() => {});
  }
}
