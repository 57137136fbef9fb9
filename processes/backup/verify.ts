import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { openClient } from '#platform/open-client';
import type { BackupStore } from '#processes/backup/backup-store';
import { loadTables } from '#processes/backup/load-tables';
import { type Manifest, PICTURES } from '#processes/backup/manifest';
import type { RestorePlan } from '#processes/backup/plan-restore';
import { restoreData } from '#processes/backup/restore-data';
import { readPicture } from '#processes/backup/restore-pictures';
import type { PostgresReport } from '#processes/postgres/postgres';
import { postgresHome } from '#processes/postgres/postgres-home';
import { anyPort } from '#processes/supervisor/free-port';
import { endProcess, firstReport, forkProgram } from '#processes/supervisor/managed-process';

const STOP_MS = 20_000;

export type Verified = {
  tables: number;
  rows: number;
  indexes: number;
  pictures: number;
  /** What is wrong, for people; nothing where all is right. */
  troubles: string[];
};

/**
 * Restores a backup beside, in a folder of its own that is removed again, and compares: every row can be read, every
 * index has what its table has, every picture has its files as they were written, and rows that have not been changed
 * since are those of the running database `live`, where that is given. Fails with a Damaged where it cannot be restored.
 */
export async function verify(
  { store, plan, live }: { store: BackupStore; plan: RestorePlan; live: string | undefined },
  progress: (note: string) => void,
): Promise<Verified> {
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-verify-'));
  // As root PostgreSQL runs under another account, which has to get in.
  chmodSync(folder, 0o711);
  let postgres: ChildProcess | undefined;
  try {
    if (plan.manifest.kind === 'base')
      await restoreData({ store, plan, home: postgresHome(folder), log: join(folder, 'postgres.log') }, progress);
    const started = await startPostgres(folder);
    postgres = started.child;
    if (plan.manifest.kind === 'dump') await loadTables({ url: started.url, store, manifest: plan.manifest }, progress);
    return await compare(started.url, { store, plan, live }, progress);
  } finally {
    if (postgres) await endProcess(postgres, STOP_MS);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startPostgres(folder: string): Promise<{ child: ChildProcess; url: string }> {
  const child = forkProgram('postgres/postgres.ts', {
    DATA_DIR: folder,
    EMBEDDED_POSTGRES_PORT: String(await anyPort()),
    // It is thrown away.
    EMBEDDED_POSTGRES_QUICK: 'yes',
  });
  const { ready } = await firstReport<PostgresReport>(child, 'restored database');
  return { child, url: ready.url };
}

async function compare(
  url: string,
  { store, plan, live }: { store: BackupStore; plan: RestorePlan; live: string | undefined },
  progress: (note: string) => void,
): Promise<Verified> {
  const restored = await connect(url);
  const running = live ? await connect(live) : undefined;
  const troubles: string[] = [];
  try {
    let rows = 0;
    const tables = await listTables(restored);
    for (const table of tables) {
      progress(`rows of ${table.name}`);
      rows += await countRows(restored, table.name);
      if (running) troubles.push(...(await compareRows(restored, running, table, plan.until)));
    }
    progress('indexes');
    const indexes = await checkIndexes(restored, troubles);
    const pictures = await checkPictures(restored, store, plan.manifest, troubles, progress);
    return { tables: tables.length, rows, indexes, pictures, troubles };
  } finally {
    await restored.end().catch(() => {});
    await running?.end().catch(() => {});
  }
}

async function connect(url: string): Promise<Client> {
  const client = await openClient(url, { keepAlive: true });
  await client.query("SET statement_timeout = 0; SET TIME ZONE 'UTC'");
  return client;
}

type Table = { name: string; key: string[]; changedAt: string | undefined };

/** Tables of the portal, each with its key and the column that says when a row was changed last, if it has one. */
async function listTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT relname AS name,
       ARRAY(
         SELECT attname::text FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
         WHERE indrelid = pg_class.oid AND indisprimary ORDER BY attnum
       ) AS key,
       (SELECT attname::text FROM pg_attribute
        WHERE attrelid = pg_class.oid AND attname IN ('changed_at', 'updated_at') AND NOT attisdropped LIMIT 1
       ) AS "changedAt"
     FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY relname`,
  );
  return rows;
}

/** Reads every row, and so every page of the table. */
async function countRows(client: Client, name: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(hashtextextended(row::text, 0))::float8 AS count FROM ${escapeIdentifier(name)} AS row`,
  );
  return rows[0]?.count ?? 0;
}

const COMPARED = 100_000;

/** Rows that the running database has not changed since the backup are there, and say the same. */
async function compareRows(
  restored: Client,
  running: Client,
  { name, key, changedAt }: Table,
  until: Date,
): Promise<string[]> {
  if (!changedAt || key.length === 0) return [];
  const statement =
    `SELECT concat_ws(' ', ${key.map(escapeIdentifier).join(', ')}) AS key, md5(row::text) AS sum ` +
    `FROM ${escapeIdentifier(name)} AS row WHERE ${escapeIdentifier(changedAt)} <= ${escapeLiteral(until.toISOString())} ` +
    `ORDER BY ${escapeIdentifier(changedAt)} DESC LIMIT ${COMPARED}`;
  const sums = async (client: Client) =>
    new Map((await client.query<{ key: string; sum: string }>(statement)).rows.map(({ key: of, sum }) => [of, sum]));
  const [before, now] = [await sums(restored), await sums(running)];
  const different = [...now].filter(([of, sum]) => before.get(of) !== sum);
  return different.length > 0
    ? [`${different.length} rows of ${name} are not as in the running database, ${different[0]?.[0]} among them`]
    : [];
}

/** Every B-tree has an entry for each row of its table, in order (amcheck). */
async function checkIndexes(client: Client, troubles: string[]): Promise<number> {
  await client.query('CREATE EXTENSION IF NOT EXISTS amcheck');
  const { rows } = await client.query<{ oid: number; name: string }>(
    `SELECT pg_class.oid::int4 AS oid, relname AS name FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
     JOIN pg_am ON pg_am.oid = relam
     WHERE amname = 'btree' AND indisvalid AND relpersistence = 'p'
       AND relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN (current_schema(), 'search'))`,
  );
  for (const { oid, name } of rows) {
    try {
      await client.query('SELECT bt_index_check($1::oid, true)', [oid]);
    } catch (error) {
      troubles.push(`the index ${name}: ${(error as Error).message}`);
    }
  }
  return rows.length;
}

async function checkPictures(
  client: Client,
  store: BackupStore,
  { pictures }: Manifest,
  troubles: string[],
  progress: (note: string) => void,
): Promise<number> {
  // In a bucket, which this is no backup of.
  if (pictures.length === 0) return 0;
  for (const [index, { name, sha256 }] of pictures.entries()) {
    progress(`pictures, ${index} of ${pictures.length}`);
    await readPicture(store, name, sha256).catch((error: Error) => troubles.push(error.message));
  }
  const present = new Set((await store.list(PICTURES)).map(({ name }) => name.slice(PICTURES.length).split('-')[0]));
  const { rows } = await client.query<{ id: string }>('SELECT id FROM picture');
  const missing = rows.filter(({ id }) => !present.has(id.trim()));
  if (missing[0]) troubles.push(`the files of ${missing.length} pictures are missing, ${missing[0].id} among them`);
  return pictures.length;
}
