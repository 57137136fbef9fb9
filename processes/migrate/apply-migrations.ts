import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type DatabaseError } from 'pg';
import { LOCK_TIMEOUT } from '#processes/migrate/advisory-lock';
import { findMigrationObstacle } from '#processes/migrate/find-obstacle';
import { StartupError } from '#processes/supervisor/startup-error';

const MIGRATIONS = join(import.meta.dirname, '../../prisma/migrations');

/** A migration that waits for a lock has everybody else wait behind it: it gives up soon, and tries again. */
const LOCK_WAIT_MS = 2_000;
const LOCK_PATIENCE_MS = 300_000;
const RETRY_MS = 3_000;

/** What says that a migration has been applied before: things are there already, or are gone that it removes or renames. */
const APPLIED_BEFORE = ['42P07', '42P06', '42701', '42710', '42723', '42P01', '42703', '42704', '42883'];

type Migration = { name: string; script: string };

/** `wasKilled`: an earlier version has begun it, and nobody knows how it ended. */
type Pending = Migration & { wasKilled: boolean };

type Options = {
  /** None after this one. */
  last?: string | undefined;
  folder?: string;
  progress?: (note: string) => void;
};

/**
 * Applies what prisma/migrations holds and the database lacks, and writes Prisma's own _prisma_migrations, each with the
 * migration in one transaction: whenever it is killed, the next time goes on. Returns the names applied. Throws a
 * StartupError where a migration fails or cannot be begun; then nothing of it is left.
 */
export async function applyMigrations(
  databaseUrl: string,
  { last, folder = MIGRATIONS, progress = () => {} }: Options = {},
): Promise<string[]> {
  const client = new Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'portal: migrations',
  });
  // Whatever is under way fails by itself.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`SET lock_timeout = ${LOCK_WAIT_MS}; SET statement_timeout = 0`);
    // Where the system cannot look, a statement runs on after we were killed; nobody commits it.
    await client.query('SET client_connection_check_interval = 1000').catch(() => {});
    const pending = await findPending(client, readMigrations(folder, last));
    if (pending.length === 0) return [];
    const obstacle = await findMigrationObstacle(client, pending);
    if (obstacle) throw new StartupError(obstacle);
    await client.query(LEDGER);
    for (const migration of pending) await applyInTime(client, migration, progress);
    return pending.map(({ name }) => name);
  } finally {
    await client.end().catch(() => {});
  }
}

/** As Prisma makes it, for its own command line. */
const LEDGER = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
  migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

function readMigrations(folder: string, last: string | undefined): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && (last === undefined || entry.name <= last))
    .map(({ name }) => ({ name, script: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function findPending(client: Client, migrations: Migration[]): Promise<Pending[]> {
  const { rows: ledger } = await client.query("SELECT FROM pg_class WHERE oid = to_regclass('_prisma_migrations')");
  if (ledger.length === 0) return migrations.map((migration) => ({ ...migration, wasKilled: false }));
  const { rows } = await client.query<{ name: string; is_finished: boolean; logs: string | null }>(`
    SELECT migration_name AS name, finished_at IS NOT NULL AS is_finished, logs
    FROM _prisma_migrations WHERE rolled_back_at IS NULL`);
  const finished = new Set(rows.filter((row) => row.is_finished).map(({ name }) => name));
  // A script that has failed was rolled back, and its error noted.
  const killed = new Set(rows.filter((row) => !row.is_finished && !row.logs).map(({ name }) => name));
  return migrations
    .filter(({ name }) => !finished.has(name))
    .map((migration) => ({ ...migration, wasKilled: killed.has(migration.name) }));
}

/** Applies one as soon as nobody holds a lock that it needs. */
async function applyInTime(client: Client, migration: Pending, progress: (note: string) => void): Promise<void> {
  const end = performance.now() + LOCK_PATIENCE_MS;
  for (;;) {
    try {
      return await apply(client, migration);
    } catch (error) {
      const { code, message, detail } = error as DatabaseError;
      if (code === LOCK_TIMEOUT && performance.now() < end) {
        progress(`${migration.name} waits for a lock that ${await oldestTransaction(client)} may hold`);
        await sleep(RETRY_MS);
      } else if (migration.wasKilled && APPLIED_BEFORE.includes(code ?? '')) {
        await noteApplied(client, migration);
        console.warn(`Migration ${migration.name} had been applied before and is noted as such (${message}).`);
        return;
      } else throw new StartupError(await failureOf(client, migration.name, { code, message, detail }));
    }
  }
}

async function apply(client: Client, migration: Pending): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.script);
    await noteApplied(client, migration);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** One statement: without the row of an attempt that came to nothing. */
async function noteApplied(client: Client, { name, script }: Migration): Promise<void> {
  const checksum = createHash('sha256').update(script).digest('hex');
  await client.query(
    `WITH begun AS (DELETE FROM _prisma_migrations WHERE migration_name = $3 AND finished_at IS NULL)
    INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), checksum, name],
  );
}

type Failure = { code: string | undefined; message: string; detail: string | undefined };

async function failureOf(client: Client, name: string, { code, message, detail }: Failure): Promise<string> {
  if (code === undefined)
    return `The connection was lost while migration ${name} was applied (${message}). Start again: it goes on there.`;
  const rolledBack = `Migration ${name} failed and was rolled back; the migrations before it stay.`;
  if (code === LOCK_TIMEOUT)
    return `${rolledBack} It waited for a lock that ${await oldestTransaction(client)} may hold. End that session, then start again.`;
  return `${rolledBack} PostgreSQL says: ${message}${detail ? ` (${detail})` : ''}. Correct that, then start again.`;
}

/** Most locks that are held for long are held by whoever began first. */
async function oldestTransaction(client: Client): Promise<string> {
  const { rows } = await client.query<{ pid: number; name: string; begun: Date }>(`
    SELECT pid, coalesce(nullif(application_name, ''), usename, '') AS name, xact_start AS begun FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
    ORDER BY xact_start LIMIT 1`);
  const [oldest] = rows;
  if (!oldest) return 'another session';
  return `the session ${oldest.pid} (${oldest.name}, in a transaction since ${oldest.begun.toISOString()})`;
}
