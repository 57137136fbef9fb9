import { pipeline } from 'node:stream/promises';
import { type Client, escapeIdentifier } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { openClient } from '#platform/open-client';
import type { BackupStore } from '#processes/backup/backup-store';
import { Damaged, decompress, readListed } from '#processes/backup/compressed';
import { type Counted, countRows, describeCounted } from '#processes/backup/count-rows';
import { nameOf } from '#processes/backup/dump-tables';
import type { DumpManifest } from '#processes/backup/manifest';
import { applyMigrations } from '#processes/migrate/apply-migrations';
import { StartupError } from '#processes/supervisor/startup-error';

/**
 * Loads the rows of a dump into an empty database, all or none: with the tables that they were in, whatever has changed
 * since is migrated at the next start. Takes no rights beyond those of the tables' owner. Throws a StartupError where
 * the database is not empty, and a Damaged where the dump is not as it was written.
 */
export async function loadTables(
  { url, store, manifest }: { url: string; store: BackupStore; manifest: DumpManifest },
  progress: (note: string) => void,
): Promise<void> {
  await createTables(url, manifest.migrations);
  await loadRows({ url, store, dump: manifest }, progress);
}

/** Makes the tables as they were after these migrations. Throws a StartupError where there are tables already. */
export async function createTables(url: string, migrations: readonly string[]): Promise<void> {
  const client = await openClient(url, { keepAlive: true });
  try {
    await demandEmpty(client);
  } finally {
    await client.end().catch(() => {});
  }
  await applyMigrations(url, { last: migrations.at(-1) });
}

type Dump = Pick<DumpManifest, 'tables' | 'sequences' | 'files'>;

/** Loads the rows of a dump into its tables, in place of what those have, all or none. Throws as `loadTables` does. */
export async function loadRows(
  { url, store, dump }: { url: string; store: BackupStore; dump: Dump },
  progress: (note: string) => void,
): Promise<void> {
  const client = await openClient(url, { keepAlive: true });
  const all = dump.tables.reduce((sum, { rows }) => sum + rows, 0);
  const done = { rows: 0, bytes: 0 };
  try {
    await client.query('SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0');
    await client.query('BEGIN');
    const restoreRules = await suspendRules(client, dump);
    await client.query(`TRUNCATE ${dump.tables.map(nameOf).join(', ')}`);
    for (const table of dump.tables) {
      let counted = { rows: 0, bytes: 0 };
      await loadTable(client, store, dump, table, ({ rows, bytes }) => {
        counted = { rows, bytes };
        progress(
          `${describeCounted({ rows: done.rows + rows, bytes: done.bytes + bytes })}, of ${all.toLocaleString('en')} rows`,
        );
      });
      done.rows += counted.rows;
      done.bytes += counted.bytes;
    }
    for (const { name, value, isCalled } of dump.sequences)
      await client.query('SELECT setval($1::regclass, $2, $3)', [name, value, isCalled]);
    progress('checking references');
    await restoreRules();
    await client.query('COMMIT');
    await client.query('ANALYZE');
  } finally {
    await client.end().catch(() => {});
  }
}

async function demandEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace LIMIT 1",
  );
  if (rows[0])
    throw new StartupError(
      `The database has tables already (${rows[0].name}). A backup is restored into an empty one: point DATABASE_URL at it.`,
    );
}

async function loadTable(
  client: Client,
  store: BackupStore,
  dump: Dump,
  table: Dump['tables'][number],
  progress: (done: Counted) => void,
): Promise<void> {
  const files = dump.files.filter(({ name }) => name.startsWith(`${table.file}.`));
  const columns = table.columns.map(escapeIdentifier).join(', ');
  const copy = client.query(copyFrom(`COPY ${nameOf(table)} (${columns}) FROM STDIN`));
  await pipeline(countRows(decompress(readListed(store, files)), progress), copy);
  if (copy.rowCount !== table.rows)
    throw new Damaged(`${table.file} has ${copy.rowCount} rows, and should have ${table.rows}`);
}

/**
 * Rows come in the order of their tables' names, and as they are: nothing is derived from them, and references are
 * checked when all are there. Returns what puts triggers and references back.
 */
async function suspendRules(client: Client, { tables }: Dump): Promise<() => Promise<void>> {
  const names = tables.map(nameOf);
  const { rows: references } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY ($1::regclass[]) ORDER BY 1, 2`,
    [names],
  );
  for (const { table, name } of references)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${escapeIdentifier(name)}`);
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  return async () => {
    for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
    for (const { table, name, definition } of references)
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${escapeIdentifier(name)} ${definition}`);
  };
}
