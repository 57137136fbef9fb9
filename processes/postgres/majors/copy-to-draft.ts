import type { Client } from 'pg';
import { openClient } from '#platform/open-client';
import { migrationsOf } from '#processes/backup/back-up';
import { dumpTables, nameOf } from '#processes/backup/dump-tables';
import { createTables, loadRows } from '#processes/backup/load-tables';
import { storeInFolder } from '#processes/backup/store-in-folder';
import { makeEmptyData } from '#processes/postgres/init-data';
import { packagedMajor } from '#processes/postgres/majors/data-major';
import { readContent } from '#processes/postgres/majors/read-content';
import { draftOf } from '#processes/postgres/majors/swap-data';
import { type PostgresHome, readPassword } from '#processes/postgres/postgres-home';
import { LOG_SETTINGS } from '#processes/postgres/postgres-log';
import { type PrivatePostgres, startPrivatePostgres } from '#processes/postgres/private-postgres';

type Progress = (note: string) => void;

/** The rows of all tables, compressed, on their way from one server to the other. */
export const rowsFolderOf = (data: string) => `${data}.rows`;

/** One server must read what the other writes, whatever its owner has set in its files. */
export const COPY_SETTINGS = {
  ...LOG_SETTINGS,
  timezone: 'UTC',
  datestyle: 'ISO, YMD',
  intervalstyle: 'postgres',
  extra_float_digits: '1',
};

/** Nobody reads it meanwhile, and what has not been committed is thrown away. */
const LOADING_SETTINGS = {
  ...COPY_SETTINGS,
  // Rows of a table that was emptied in the same transaction go to its files alone, which are synced at its end.
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
};

/**
 * Fills the draft with everything that the data has: started by `programs`, whose major version the data is of, and read
 * by SQL. Both servers are stopped then. Throws an Error with a line for people where there is what is not the portal's.
 */
export async function copyToDraft(
  home: PostgresHome,
  programs: string,
  log: string,
  progress: Progress,
): Promise<void> {
  const { account, data } = home;
  const password = readPassword(home);
  const draft = draftOf(data);
  progress('starting both');
  makeEmptyData(home, draft, password, log, false);
  const from = await startPrivatePostgres({ account, programs, data, log, settings: COPY_SETTINGS }, password);
  try {
    const to = await startPrivatePostgres({ ...home, data: draft, log, settings: LOADING_SETTINGS }, password);
    try {
      await copyRows(from, to, rowsFolderOf(data), progress);
    } finally {
      await to.stop();
    }
  } finally {
    await from.stop();
  }
}

async function copyRows(from: PrivatePostgres, to: PrivatePostgres, folder: string, progress: Progress): Promise<void> {
  const content = await withClient(from.url, readContent);
  // Else it was killed in its first seconds.
  const hasTables = content.includes('table public._prisma_migrations');
  if (hasTables) await createTables(to.url, await migrationsOf(from.url));
  demandNothingElse(content, await withClient(to.url, readContent));
  if (!hasTables) return;
  const store = storeInFolder(folder);
  const dump = await dumpTables({ url: from.url, store, id: 'all' }, (note) => progress(`reading, ${note}`));
  await loadRows({ url: to.url, store, dump }, (note) => progress(`writing, ${note}`));
  progress('comparing');
  await withClient(to.url, async (client) => {
    for (const table of dump.tables) {
      const { rows } = await client.query<{ count: number }>(`SELECT count(*)::float8 AS count FROM ${nameOf(table)}`);
      if (rows[0]?.count !== table.rows)
        throw new Error(`${table.name} has ${rows[0]?.count} rows after the move, and had ${table.rows} before.`);
    }
    await moveBackups(client);
  });
}

/** Only the portal's own is moved. Whatever somebody else has put there would be lost to whoever removes the old data. */
function demandNothingElse(content: string[], known: string[]): void {
  const others = content.filter((name) => !known.includes(name));
  if (others.length === 0) return;
  throw new Error(
    `The database has what is not the portal’s: ${others.join(', ')}. Nothing has been changed. Start the version of ` +
      'the portal that ran before, take that out and remove it, then start this one again.',
  );
}

/** Backups of one major version cannot go on with the log of another: they get a place of their own beside. */
async function moveBackups(client: Client): Promise<void> {
  const { rows } = await client.query("SELECT FROM pg_class WHERE oid = to_regclass('backup_plan')");
  if (rows.length > 0)
    await client.query("UPDATE backup_plan SET place = regexp_replace(place, '(/postgres-\\d+)?/*$', $1)", [
      `/postgres-${packagedMajor()}`,
    ]);
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await openClient(url, { keepAlive: true });
  try {
    await client.query('SET statement_timeout = 0');
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
