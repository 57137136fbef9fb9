import { open, opendir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { pack as createPack, type Pack } from 'tar-stream';
import { openClient } from '#platform/open-client';
import type { BackupStore } from '#processes/backup/backup-store';
import { compress, writeInPieces } from '#processes/backup/compressed';
import { copyLog } from '#processes/backup/copy-log';
import { BACKUPS, type BaseManifest, nextLog } from '#processes/backup/manifest';

/** Of what PostgreSQL makes anew; their folders have to be there (PostgreSQL 18, 25.3.4.4 and 25.3.4.5). */
const WITHOUT_CONTENT = new Set([
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
]);
const LEFT_OUT = /^(postmaster\.(pid|opts)|pg_internal\.init|pgsql_tmp.*|.*\.conf\.tmp|backup_manifest)$/;

type Copied = Omit<BaseManifest, 'format' | 'kind' | 'id' | 'version' | 'migrations' | 'pictures'>;

/**
 * Copies the files of a running PostgreSQL, of `url` and in the folder `data` of this machine, with as much of its
 * write-ahead log as the copy needs to be whole. Nobody has to wait for it. Fails as the database or the store does.
 */
export async function copyData(
  { url, data, store, id }: { url: string; data: string; store: BackupStore; id: string },
  progress: (note: string) => void,
): Promise<Copied> {
  // A backup belongs to the session that has begun it.
  const client = await openClient(url, { keepAlive: true });
  try {
    const about = await aboutDatabase(client);
    // Keeps the log from now on, until this session ends.
    await client.query('SELECT pg_create_physical_replication_slot($1, true, true)', [`portal_copy_${process.pid}`]);
    const begun = await ask<{ log: string; at: Date }>(
      client,
      'SELECT pg_walfile_name(pg_backup_start($1, true)) AS log, now() AS at',
      [id],
    );
    const tar = createPack();
    const filled = fill(tar, client, data, (bytes) => progress(share(bytes, about.size)));
    // Whoever reads it fails with it.
    filled.catch((error: Error) => tar.destroy(error));
    const files = await writeInPieces(store, `${BACKUPS}${id}/data.tar.zst`, compress(Readable.from(tar)));
    const lastLog = await filled;
    const { at } = await ask<{ at: Date }>(client, 'SELECT clock_timestamp() AS at');
    await copyLogs(store, data, begun.log, lastLog, about.logBytes);
    return { ...about, begunAt: begun.at, endedAt: at, firstLog: begun.log, lastLog, files };
  } finally {
    await client.end().catch(() => {});
  }
}

/** Fills an archive (tar) with the files, ends the backup, and returns the last file of the log that it needs. */
async function fill(tar: Pack, client: Client, data: string, progress: (bytes: number) => void): Promise<string> {
  let copied = 0;
  for await (const path of filesBelow(data, '')) {
    if (path.endsWith('/')) tar.entry({ name: path, type: 'directory', mode: 0o700 });
    else copied += await addFile(tar, data, path);
    progress(copied);
  }
  const { log, label, spaces } = await ask<{ log: string; label: string; spaces: string }>(
    client,
    'SELECT pg_walfile_name(lsn) AS log, labelfile AS label, spcmapfile AS spaces FROM pg_backup_stop(false)',
  );
  tar.entry({ name: 'backup_label', mode: 0o600 }, label);
  if (spaces.trim()) tar.entry({ name: 'tablespace_map', mode: 0o600 }, spaces);
  // What has been written so far is in a file of the log that nothing is added to any more.
  await client.query('SELECT pg_switch_wal()');
  tar.finalize();
  return log;
}

/** Paths below a folder; those of folders end with a slash and come before what is in them. */
async function* filesBelow(folder: string, within: string): AsyncGenerator<string> {
  for await (const entry of await opendir(join(folder, within))) {
    if (LEFT_OUT.test(entry.name)) continue;
    const path = `${within}${entry.name}`;
    if (!entry.isDirectory()) {
      if (entry.isFile()) yield path;
      continue;
    }
    yield `${path}/`;
    if (!WITHOUT_CONTENT.has(path)) yield* filesBelow(folder, `${path}/`);
    // Without these two PostgreSQL does not start.
    if (path === 'pg_wal') yield* ['pg_wal/archive_status/', 'pg_wal/summaries/'];
  }
}

/**
 * As many bytes as the file has now: it may grow or shrink meanwhile, and the log says what became of it. Returns how
 * many these are, 0 for one that has just been removed.
 */
async function addFile(tar: Pack, data: string, path: string): Promise<number> {
  const file = await open(join(data, path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!file) return 0;
  try {
    const { size, mtime } = await file.stat();
    const entry = tar.entry({ name: path, size, mtime, mode: 0o600 });
    await pipeline(Readable.from(exactly(file, size)), entry as unknown as NodeJS.WritableStream);
    return size;
  } finally {
    await file.close();
  }
}

const CHUNK = 1_048_576;

async function* exactly(file: Awaited<ReturnType<typeof open>>, size: number): AsyncGenerator<Buffer> {
  for (let position = 0; position < size; ) {
    const length = Math.min(CHUNK, size - position);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
    // Cut off meanwhile: the rest reads as zeros.
    yield bytesRead > 0 ? buffer.subarray(0, bytesRead) : buffer;
    position += bytesRead || length;
  }
}

async function copyLogs(store: BackupStore, data: string, first: string, last: string, bytes: number): Promise<void> {
  const present = new Set(await readdir(join(data, 'pg_wal')));
  for (let log = first; ; log = nextLog(log, bytes)) {
    if (!present.has(log)) throw new Error(`PostgreSQL has removed ${log} of its log before it was copied`);
    await copyLog(store, data, log);
    if (log === last) return;
  }
}

async function aboutDatabase(
  client: Client,
): Promise<Pick<Copied, 'systemIdentifier' | 'postgresVersion' | 'size' | 'logBytes'>> {
  return ask(
    client,
    `SELECT system_identifier::text AS "systemIdentifier", current_setting('server_version') AS "postgresVersion",
       (SELECT sum(pg_database_size(oid)) FROM pg_database)::float8 AS size,
       (SELECT setting::float8 FROM pg_settings WHERE name = 'wal_segment_size') AS "logBytes"
     FROM pg_control_system()`,
  );
}

async function ask<Row extends object>(client: Client, statement: string, values: unknown[] = []): Promise<Row> {
  const [row] = (await client.query<Row>(statement, values)).rows;
  return row as Row;
}

function share(done: number, of: number): string {
  return `${Math.min(99, Math.round((100 * done) / Math.max(1, of)))} % of ${(of / 1_048_576).toFixed(0)} MB`;
}
