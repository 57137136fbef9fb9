// `npm start -- --backup PLACE`, `--restore PLACE` and `--verify PLACE`: everything of a portal to a folder or a bucket,
// while it runs and while it does not, and back on an empty machine.
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment } from '#platform/env';
import { backUp } from '#processes/backup/back-up';
import { type BackupStore, openBackupStore } from '#processes/backup/backup-store';
import { Damaged } from '#processes/backup/compressed';
import { loadTables } from '#processes/backup/load-tables';
import type { Manifest } from '#processes/backup/manifest';
import { planRestore, type RestorePlan } from '#processes/backup/plan-restore';
import { restoreData } from '#processes/backup/restore-data';
import { restorePictures } from '#processes/backup/restore-pictures';
import { verify } from '#processes/backup/verify';
import { typedPath } from '#processes/import/typed-path';
import { postgresHome } from '#processes/postgres/postgres-home';
import { packagedVersion } from '#processes/postgres/postgres-programs';
import { type CommandDatabase, openEmbeddedDatabase, openOwnDatabase } from '#processes/supervisor/command-database';
import { pidLockHolder } from '#processes/supervisor/pid-lock';
import { StartupError } from '#processes/supervisor/startup-error';
import { clearLine, step } from '#processes/supervisor/steps';

const { values } = parseArgs({
  options: {
    backup: { type: 'string' },
    restore: { type: 'string' },
    verify: { type: 'string' },
    at: { type: 'string' },
    secret: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
});

const environment = readEnvironment();
const dataFolder = resolve(environment.DATA_DIR);
let embedded: CommandDatabase | undefined;

async function main(): Promise<void> {
  const store = await openBackupStore(values.backup ?? values.restore ?? values.verify ?? '');
  if (values.backup !== undefined) await makeBackup(store);
  else if (values.verify !== undefined) await verifyBackup(store);
  else await restore(store);
}

async function makeBackup(store: BackupStore): Promise<void> {
  const url = await openDatabase();
  const data = environment.DATABASE_URL ? undefined : postgresHome(dataFolder).data;
  const manifest = await step(
    'backup',
    (progress) => backUp({ url, data }, store, progress),
    ({ id, files, pictures }) =>
      `${id}, ${megabytes([...files])} MB and ${pictures.length.toLocaleString('en')} pictures in ${store.place}`,
  );
  if (values.secret !== undefined) await copySecret(typedPath(values.secret));
  console.log(`\n  It can be restored to ${manifest.endedAt.toISOString()}: npm start -- --restore ${store.place}\n`);
}

/** Whoever has both the secret and a backup can sign in as anybody: they are to lie apart. */
async function copySecret(file: string): Promise<void> {
  const own = join(dataFolder, 'secret');
  if (environment.AUTH_SECRET || !existsSync(own))
    throw new StartupError(
      'There is no file with the secret here: AUTH_SECRET is in the environment. Keep it yourself.',
    );
  if (existsSync(file)) throw new StartupError(`${file} exists already. Name a new file for the secret.`);
  await copyFile(own, file);
  console.log(`  The secret is in ${file}. Keep it apart from the backup.`);
}

async function verifyBackup(store: BackupStore): Promise<void> {
  const plan = await planOrFail(store, instantOf(values.at));
  demandSameMajor(plan);
  const live = environment.DATABASE_URL || hasData() ? await openDatabase() : undefined;
  const { troubles } = await step(
    'verify',
    (progress) => verify({ store, plan, live }, progress),
    ({ tables, rows, indexes, pictures }) =>
      `${rows.toLocaleString('en')} rows in ${tables} tables, ${indexes} indexes, ${pictures.toLocaleString('en')} pictures`,
  );
  if (troubles.length > 0)
    throw new StartupError(`The backup ${plan.manifest.id} is not right:\n  ${troubles.join('\n  ')}`);
  console.log(`\n  The backup ${plan.manifest.id} can be restored to ${(plan.at ?? plan.until).toISOString()}.\n`);
}

async function restore(store: BackupStore): Promise<void> {
  const plan = await planOrFail(store, instantOf(values.at));
  demandSameMajor(plan);
  if (values['dry-run']) return tellPlan(store, plan);
  const secret = values.secret === undefined ? undefined : typedPath(values.secret);
  if (secret && !existsSync(secret)) throw new StartupError(`There is no file ${secret}.`);
  const { manifest } = plan;
  if (manifest.kind === 'dump') await restoreTables(store, plan);
  else await restoreEmbedded(store, plan);
  if (manifest.pictures.length > 0) await restoreMedia(store, manifest);
  // Finished pages may be newer than what has been restored.
  rmSync(join(dataFolder, 'pages'), { recursive: true, force: true });
  if (secret) copyFileSync(secret, join(dataFolder, 'secret'));
  console.log(`\n  Restored to ${(plan.at ?? plan.until).toISOString()}. Start the portal: npm start\n`);
}

async function restoreMedia(store: BackupStore, manifest: Manifest): Promise<void> {
  const { troubles } = await step(
    'pictures',
    (progress) => restorePictures(store, manifest, progress),
    ({ done }) => `${done.toLocaleString('en')} pictures`,
  );
  for (const trouble of troubles) console.error(`! A picture could not be restored: ${trouble}`);
}

async function restoreEmbedded(store: BackupStore, plan: RestorePlan): Promise<void> {
  if (environment.DATABASE_URL)
    throw new StartupError(
      'This is a backup of an embedded PostgreSQL. Restore it without DATABASE_URL; to move to your own PostgreSQL ' +
        'afterwards, make a backup with pg_dump or export an archive.',
    );
  const home = postgresHome(dataFolder);
  if (pidLockHolder(dataFolder)) throw new StartupError(`The portal of ${dataFolder} is running. Stop it first.`);
  if (existsSync(home.data) && readdirSync(home.data).length > 0)
    throw new StartupError(
      `There is a database in ${home.data} already. Move it away, or set DATA_DIR to another folder, then restore.`,
    );
  await step(
    'database',
    (progress) => restoreData({ store, plan, home, log: join(dataFolder, 'postgres.log') }, progress),
    () => plan.manifest.id,
  );
}

async function restoreTables(store: BackupStore, { manifest }: RestorePlan): Promise<void> {
  const url =
    (await openOwnDatabase(environment)) ?? (await openEmbeddedDatabase(dataFolder, { mayBeNew: true }).then(keep)).url;
  if (manifest.kind !== 'dump') return;
  await step(
    'database',
    (progress) => loadTables({ url, store, manifest }, progress),
    () => manifest.id,
  );
}

/** What would be there, and what would not. */
function tellPlan(store: BackupStore, { manifest, logs, at, until }: RestorePlan): void {
  console.log(
    [
      '',
      `  Backup      ${manifest.id} in ${store.place}, of version ${manifest.version}, PostgreSQL ${manifest.postgresVersion}`,
      `  Restored to ${(at ?? until).toISOString()}${logs.length > 0 ? `, with ${logs.length} files of the log` : ''}`,
      ...(at
        ? [`  Lost        whatever was written after that; the backup has everything until ${until.toISOString()}`]
        : []),
      `  Database    ${(manifest.size / 1_048_576).toFixed(0)} MB`,
      manifest.pictures.length > 0
        ? `  Pictures    ${manifest.pictures.length.toLocaleString('en')}`
        : '  Pictures    none in the backup: they lie in a bucket',
      '  Sessions    go on with the secret of then (--secret FILE); without it everybody signs in anew',
      '',
    ].join('\n'),
  );
}

async function planOrFail(store: BackupStore, at: Date | undefined): Promise<RestorePlan> {
  const found = await planRestore(store, at);
  if (found.ok) return found.plan;
  const instant = found.instant?.toISOString() ?? '';
  throw new StartupError(
    {
      nothing: `There is no whole backup in ${store.place}.`,
      'too-early': `The first backup there is of ${instant}. Name a later instant.`,
      'too-late': `The backup has everything until ${instant}. Name an earlier instant, or leave out --at.`,
      'newer-format': `${store.place} has backups of a newer version of the portal. Restore with that one.`,
    }[found.why],
  );
}

/** Files of one major version of PostgreSQL cannot be read by another one. */
function demandSameMajor({ manifest }: RestorePlan): void {
  if (manifest.kind === 'dump') return;
  const [major] = manifest.postgresVersion.split('.');
  const [own] = packagedVersion().split('.');
  if (major === own) return;
  throw new StartupError(
    `The backup is of PostgreSQL ${major}, and this version of the portal has ${own}. Nothing has been changed. ` +
      `Restore it with version ${manifest.version} of the portal, then upgrade: docs/upgrade.md.`,
  );
}

function instantOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  // Without a zone it is UTC, and not whatever this machine is set to.
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text);
  const instant = new Date(hasZone ? text.replace(' ', 'T') : `${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(Number(instant)))
    throw new StartupError(`${text} is no time. Write it like 2026-11-29T12:03:17Z or 2026-11-29T16:03:17+04:00.`);
  return instant;
}

function hasData(): boolean {
  return existsSync(dataFolder) && existsSync(join(postgresHome(dataFolder).data, 'PG_VERSION'));
}

async function openDatabase(): Promise<string> {
  return (await openOwnDatabase(environment)) ?? (await openEmbeddedDatabase(dataFolder).then(keep)).url;
}

function keep(opened: CommandDatabase): CommandDatabase {
  embedded = opened;
  return opened;
}

function megabytes(files: readonly { bytes: number }[]): string {
  return (files.reduce((sum, { bytes }) => sum + bytes, 0) / 1_048_576).toFixed(1);
}

async function end(code: number): Promise<void> {
  await embedded?.stop();
  process.exit(code);
}

process.on('disconnect', () => void end(1));

main().then(
  () => end(0),
  (error: Error & { code?: string }) => {
    clearLine();
    const isDamaged = error instanceof Damaged || error.code?.startsWith('ZSTD');
    const message = isDamaged ? `The backup is damaged: ${error.message}. Nothing has been changed.` : error.message;
    console.error(`✗ ${error instanceof StartupError || isDamaged ? message : error.stack}`);
    return end(1);
  },
);
