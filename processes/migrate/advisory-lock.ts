import { Client } from 'pg';

/**
 * What only one process on a database may do at a time, each with a number that no other advisory lock of the database
 * uses.
 */
const LOCKS = {
  migrate: 72_407_001,
  'load-demo': 72_407_002,
  'create-renditions': 72_407_005,
  'reindex-search': 72_407_006,
  import: 72_407_007,
} as const;

/** The code of PostgreSQL's error when another process has kept a lock for longer than that. */
export const LOCK_TIMEOUT = '55P03';

/** Does something while no other process on the same database does; the others wait, five minutes at most. */
export async function withAdvisoryLock<T>(
  databaseUrl: string,
  what: keyof typeof LOCKS,
  work: () => Promise<T>,
): Promise<T> {
  const guard = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  // Losing it fails the work, which uses the same database.
  guard.on('error', () => {});
  await guard.connect();
  try {
    await guard.query("SET lock_timeout = '5min'");
    await guard.query('SELECT pg_advisory_lock($1)', [LOCKS[what]]);
    return await work();
  } finally {
    // Ending the session releases the lock.
    await guard.end().catch(() => {});
  }
}
