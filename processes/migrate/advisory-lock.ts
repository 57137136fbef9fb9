import { Client } from 'pg';
import { ADVISORY_LOCKS } from '#platform/advisory-locks';

/** The code of PostgreSQL's error when another process has kept a lock for longer than that. */
export const LOCK_TIMEOUT = '55P03';

const PATIENCE_MS = 300_000;

/** Does something while no other process on the same database does; the others wait, `patience` milliseconds at most. */
export async function withAdvisoryLock<T>(
  databaseUrl: string,
  what: keyof typeof ADVISORY_LOCKS,
  work: () => Promise<T>,
  patience = PATIENCE_MS,
): Promise<T> {
  const guard = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  // Losing it fails the work, which uses the same database.
  guard.on('error', () => {});
  await guard.connect();
  try {
    await guard.query("SELECT set_config('lock_timeout', $1, false)", [`${patience}ms`]);
    // A machine that has lost its power says no goodbye: its lock goes within a minute, not after hours.
    await guard.query(
      "SELECT set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false), " +
        "set_config('tcp_keepalives_count', '3', false)",
    );
    await guard.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCKS[what]]);
    return await work();
  } finally {
    // Ending the session releases the lock.
    await guard.end().catch(() => {});
  }
}
