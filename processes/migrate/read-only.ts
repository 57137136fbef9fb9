import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openClient } from '#platform/open-client';
import { StartupError } from '#processes/supervisor/startup-error';

const MIGRATIONS = join(import.meta.dirname, '../../prisma/migrations');

/** Whether nothing can be written: a standby, or a database that is set so. */
export async function isReadOnly(url: string): Promise<boolean> {
  const [row] = await ask<{ is: boolean }>(url, "SELECT current_setting('transaction_read_only')::boolean AS is");
  return row?.is ?? false;
}

/** Throws a StartupError where a database that cannot be written lacks a migration. */
export async function demandMigrated(url: string): Promise<void> {
  const applied = await ask<{ name: string }>(
    url,
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL',
  ).catch((error: { code?: string }) => {
    // There is no such table: nobody has ever migrated it.
    if (error.code === '42P01') return [];
    throw error;
  });
  const names = new Set(applied.map(({ name }) => name));
  const missing = readdirSync(MIGRATIONS, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !names.has(entry.name),
  );
  if (missing.length === 0) return;
  throw new StartupError(
    `The database is read-only, and ${missing.length} migrations of this version are missing in it. ` +
      'Start once with a DATABASE_URL that leads to the primary.',
  );
}

async function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = await openClient(url);
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}
