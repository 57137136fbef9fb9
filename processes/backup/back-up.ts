import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readEnvironment } from '#platform/env';
import { openClient } from '#platform/open-client';
import type { BackupStore } from '#processes/backup/backup-store';
import { copyData } from '#processes/backup/copy-data';
import { copyPictures } from '#processes/backup/copy-pictures';
import { dumpTables } from '#processes/backup/dump-tables';
import { type BaseManifest, FORMAT, idAt, type Manifest, manifestName } from '#processes/backup/manifest';
import { readManifests } from '#processes/backup/plan-restore';
import { StartupError } from '#processes/supervisor/startup-error';

export type BackupSource = {
  url: string;
  /** The folder of PostgreSQL's data, where that is on this machine; else its rows are copied by SQL. */
  data: string | undefined;
};

/**
 * Makes a backup of the database and of what pictures the store does not have yet, while the portal runs. With
 * MEDIA_S3_BUCKET pictures stay where they are. Throws a StartupError for a store with backups of another database.
 */
export async function backUp(
  { url, data }: BackupSource,
  store: BackupStore,
  progress: (note: string) => void,
): Promise<Manifest> {
  const earlier = await readManifests(store);
  if (earlier === 'newer-format')
    throw new StartupError(`${store.place} has backups of a newer version of the portal. Name another place.`);
  await demandSameDatabase(url, earlier, store.place);
  const id = idAt(new Date());
  const common = { format: FORMAT, id, version: ownVersion(), migrations: await migrationsOf(url) };
  const copied: Omit<Manifest, keyof typeof common | 'pictures'> = data
    ? { kind: 'base', ...(await copyData({ url, data, store, id }, progress)) }
    : { kind: 'dump', ...(await dumpTables({ url, store, id }, progress)) };
  const { DATA_DIR, MEDIA_S3_BUCKET } = readEnvironment();
  // After the rows: a picture without a row does no harm.
  const pictures = MEDIA_S3_BUCKET
    ? []
    : await copyPictures(store, join(resolve(DATA_DIR), 'media'), earlier.at(-1)?.pictures ?? [], progress);
  const manifest = { ...common, ...copied, pictures } as Manifest;
  await store.write(manifestName(id), [Buffer.from(JSON.stringify(manifest, null, 1))]);
  return manifest;
}

/** Whether a store has no backups of another database: the log of one must not be written over that of another. */
export async function isOwnPlace(url: string, store: BackupStore): Promise<boolean> {
  const earlier = await readManifests(store);
  return earlier === 'newer-format' || (await findOther(url, earlier)) === undefined;
}

async function demandSameDatabase(url: string, earlier: readonly Manifest[], place: string): Promise<void> {
  const other = await findOther(url, earlier);
  if (!other) return;
  throw new StartupError(
    `${place} has backups of another database (PostgreSQL ${other.postgresVersion}, ${other.id}), which this one cannot ` +
      'go on with. Name another place.',
  );
}

async function findOther(url: string, earlier: readonly Manifest[]): Promise<BaseManifest | undefined> {
  const last = earlier.findLast((one) => one.kind === 'base');
  if (!last) return undefined;
  const [row] = await query<{ id: string }>(url, 'SELECT system_identifier::text AS id FROM pg_control_system()');
  return row && row.id !== last.systemIdentifier ? last : undefined;
}

/** Names of the migrations that a database has, the oldest first. */
export async function migrationsOf(url: string): Promise<string[]> {
  const rows = await query<{ name: string }>(
    url,
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name',
  );
  return rows.map(({ name }) => name);
}

async function query<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = await openClient(url);
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

function ownVersion(): string {
  const file = join(import.meta.dirname, '../../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
