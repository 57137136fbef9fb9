import { Readable } from 'node:stream';
import { type Client, escapeIdentifier } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { openClient } from '#platform/open-client';
import type { BackupStore } from '#processes/backup/backup-store';
import { compress, writeInPieces } from '#processes/backup/compressed';
import { type Counted, countRows, describeCounted } from '#processes/backup/count-rows';
import { BACKUPS, type DumpManifest } from '#processes/backup/manifest';

type Dumped = Omit<DumpManifest, 'format' | 'kind' | 'id' | 'version' | 'migrations' | 'pictures'>;

type Table = { schema: string; name: string; columns: string[] };

/** What Prisma keeps of migrations: whoever restores migrates first. */
const LEFT_OUT = ['_prisma_migrations'];

/**
 * Copies the rows of all tables of the portal, as they were at one instant, with nothing but SQL: for a PostgreSQL whose
 * files are elsewhere. Fails as the database or the store does.
 */
export async function dumpTables(
  { url, store, id }: { url: string; store: BackupStore; id: string },
  progress: (note: string) => void,
): Promise<Dumped> {
  const client = await openClient(url, { keepAlive: true });
  try {
    await client.query('SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0');
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const begun = await ask<{ at: Date; version: string; size: number }>(
      client,
      `SELECT now() AS at, current_setting('server_version') AS version,
         pg_database_size(current_database())::float8 AS size`,
    );
    const tables = await listTables(client);
    const files: DumpManifest['files'] = [];
    const dumped: DumpManifest['tables'] = [];
    for (const [index, table] of tables.entries()) {
      const said = `table ${index + 1} of ${tables.length}, ${table.name}`;
      progress(said);
      const file = `${BACKUPS}${id}/${table.schema}.${table.name}.copy.zst`;
      const { rows, written } = await dumpTable(client, store, table, file, (done) =>
        progress(`${said}, ${describeCounted(done)}`),
      );
      files.push(...written);
      dumped.push({ schema: table.schema, name: table.name, columns: table.columns, rows, file });
    }
    const sequences = await listSequences(client);
    await client.query('COMMIT');
    return {
      ...{ begunAt: begun.at, endedAt: begun.at, postgresVersion: begun.version, size: begun.size },
      ...{ files, tables: dumped, sequences },
    };
  } finally {
    await client.end().catch(() => {});
  }
}

async function dumpTable(
  client: Client,
  store: BackupStore,
  table: Table,
  file: string,
  progress: (done: Counted) => void,
) {
  const columns = table.columns.map(escapeIdentifier).join(', ');
  const copy = client.query(copyTo(`COPY (SELECT ${columns} FROM ${nameOf(table)}) TO STDOUT`));
  // It may fail before anybody reads it.
  copy.on('error', (error) => copy.destroy(error));
  const written = await writeInPieces(store, file, compress(Readable.from(countRows(copy, progress))));
  return { rows: copy.rowCount, written };
}

/** For SQL: schema and table. */
export function nameOf({ schema, name }: { schema: string; name: string }): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
}

/** Those of the portal: in the schema of its connection, and in that of search. */
async function listTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT nspname AS schema, relname AS name,
       ARRAY(
         SELECT attname::text FROM pg_attribute
         WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
       ) AS columns
     FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE relkind = 'r' AND relpersistence = 'p' AND nspname IN (current_schema(), 'search') AND relname <> ALL ($1)
     ORDER BY nspname, relname`,
    [LEFT_OUT],
  );
  return rows;
}

async function listSequences(client: Client): Promise<DumpManifest['sequences']> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `SELECT schemaname AS schema, sequencename AS name FROM pg_sequences
     WHERE schemaname IN (current_schema(), 'search') ORDER BY 1, 2`,
  );
  const sequences: DumpManifest['sequences'] = [];
  for (const sequence of rows) {
    const { value, called } = await ask<{ value: string; called: boolean }>(
      client,
      `SELECT last_value::text AS value, is_called AS called FROM ${nameOf(sequence)}`,
    );
    sequences.push({ name: nameOf(sequence), value, isCalled: called });
  }
  return sequences;
}

async function ask<Row extends object>(client: Client, statement: string): Promise<Row> {
  const [row] = (await client.query<Row>(statement)).rows;
  return row as Row;
}
