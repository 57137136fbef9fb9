// Backs the portal up as its owner has planned, in a process of its own: a web process starts it at the lowest priority
// (server/back-up.ts) while there is a plan. Of all machines one does it. When the channel to it closes, this ends.
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '#platform/database';
import { readEnvironment } from '#platform/env';
import { log } from '#platform/log';
import { findHost } from '#platform/open-client';
import { directDatabaseUrl } from '#platform/postgres-address';
import { backUp, isOwnPlace } from '#processes/backup/back-up';
import { type BackupStore, openBackupStore } from '#processes/backup/backup-store';
import { copyNewPictures } from '#processes/backup/copy-new-pictures';
import { LogFollower, stopKeepingLog } from '#processes/backup/follow-log';
import type { Manifest } from '#processes/backup/manifest';
import { planRestore } from '#processes/backup/plan-restore';
import { removeOld } from '#processes/backup/remove-old';
import { verify } from '#processes/backup/verify';
import { LOCK_TIMEOUT, withAdvisoryLock } from '#processes/migrate/advisory-lock';
import { postgresHome, runningAddress } from '#processes/postgres/postgres-home';

/** How often the log of the embedded database is copied, milliseconds. */
const EVERY_MS = 5_000;
/** How often it is noted until when a backup has everything: a write of its own each time, milliseconds. */
const NOTE_MS = 300_000;
/** Another machine has it meanwhile, milliseconds. */
const PATIENCE_MS = 2_000;

process.on('SIGINT', () => {});
process.on('SIGTERM', () => process.exit(1));
process.on('disconnect', () => process.exit(1));

const environment = readEnvironment();
const url = await findHost(directDatabaseUrl());
const dataFolder = resolve(environment.DATA_DIR);
const client = connect(url, { max: 2, statement_timeout: 30_000, query_timeout: 40_000 });

/** What was logged last, while it lasts. */
let toldTrouble = '';

type Plan = { place: string; keepDays: number; due: boolean };

/** What is to be done now: undefined where nobody wants backups. */
async function findPlan(): Promise<Plan | undefined> {
  // A failed one is tried again after an hour, at once when somebody asks for it.
  const [plan] = await client.$queryRaw<Plan[]>`
    WITH zone AS (SELECT coalesce((SELECT time_zone FROM site_settings), 'UTC') AS name),
      today AS (SELECT date_trunc('day', now() AT TIME ZONE zone.name) AS day, zone.name FROM zone),
      slot AS (
        SELECT CASE WHEN at <= now() THEN at ELSE at - interval '1 day' END AS at
        FROM (SELECT (day + make_interval(hours => hour)) AT TIME ZONE today.name AS at
              FROM today, backup_plan) AS planned
      )
    SELECT place, keep_days AS "keepDays",
      NOT EXISTS (
        SELECT FROM backup WHERE backup.place = backup_plan.place AND ended_at IS NOT NULL
          AND begun_at >= slot.at AND begun_at >= coalesce(requested_at, '-infinity')
      ) AND NOT EXISTS (
        SELECT FROM backup WHERE backup.place = backup_plan.place AND ended_at IS NULL
          AND begun_at > greatest(now() - interval '1 hour', coalesce(requested_at, '-infinity'))
          AND trouble IS NOT NULL
      ) AS due
    FROM backup_plan, slot`;
  return plan;
}

async function work(): Promise<void> {
  const data = isEmbedded() ? postgresHome(dataFolder).data : undefined;
  let opened: { place: string; store: BackupStore; follower: LogFollower | undefined; isOwn?: boolean } | undefined;
  let hasGap = false;
  let notedAt = -Infinity;
  for (;;) {
    const plan = await findPlan();
    if (!plan) break;
    if (opened?.place !== plan.place) {
      const store = await openBackupStore(plan.place);
      opened = { place: plan.place, store, follower: data ? new LogFollower(url, data, store) : undefined };
    }
    const { store, follower } = opened;
    try {
      opened.isOwn ??= await isOwnPlace(url, store);
      // Else a backup, which is due, says so.
      const followed = opened.isOwn ? await follower?.step() : undefined;
      if (followed?.hasGap) hasGap = true;
      if (!environment.MEDIA_S3_BUCKET) await copyNewPictures(client, store, dataFolder);
      if (plan.due || hasGap) {
        await makeBackup(store, plan, data);
        hasGap = false;
      } else if (followed && performance.now() - notedAt > NOTE_MS) {
        notedAt = performance.now();
        await noteUntil(plan.place, followed.until);
      }
      toldTrouble = '';
    } catch (error) {
      await noteTrouble(plan, error as Error);
    }
    await sleep(EVERY_MS);
  }
  if (data) await stopKeepingLog(url);
}

/** Whether the database is the one whose files are on this machine. */
function isEmbedded(): boolean {
  // Asking for its home would make one.
  const hasHome = ['postgres', 'postgres.elsewhere'].some((name) => existsSync(join(dataFolder, name)));
  return hasHome && runningAddress(postgresHome(dataFolder)) === url;
}

async function makeBackup(store: BackupStore, plan: Plan, data: string | undefined): Promise<void> {
  const { id } = await client.backup.create({ data: { place: plan.place } });
  let manifest: Manifest;
  try {
    manifest = await backUp({ url, data }, store, () => {});
    const bytes = BigInt(manifest.files.reduce((sum, file) => sum + file.bytes, 0));
    const { id: name, endedAt } = manifest;
    await client.backup.update({ where: { id }, data: { name, endedAt, until: endedAt, bytes } });
  } catch (error) {
    await client.backup.update({ where: { id }, data: { trouble: (error as Error).message } });
    throw error;
  }
  await removeOld(store, plan.keepDays);
  await client.backup.deleteMany({
    where: { begunAt: { lt: new Date(Date.now() - (plan.keepDays + 30) * 86_400_000) } },
  });
  await verifyBackup(store, id, manifest);
}

/** Restores it beside, if the disk has room for that. */
async function verifyBackup(store: BackupStore, id: number, { size }: Manifest): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir());
  if (bavail * bsize < size * 2) {
    const verifyTrouble = `there is no room for it in ${tmpdir()}: it takes ${Math.ceil((size * 2) / 1_048_576)} MB`;
    await client.backup.update({ where: { id }, data: { verifyTrouble } });
    return;
  }
  try {
    const found = await planRestore(store, undefined);
    if (!found.ok) throw new Error(found.why);
    const { troubles } = await verify({ store, plan: found.plan, live: url }, () => {});
    const data =
      troubles.length > 0 ? { verifyTrouble: troubles.join('\n') } : { verifyTrouble: null, verifiedAt: new Date() };
    await client.backup.update({ where: { id }, data });
  } catch (error) {
    await client.backup.update({ where: { id }, data: { verifyTrouble: (error as Error).message } });
    log().error({ err: error }, 'a backup could not be restored beside');
  }
}

async function noteUntil(place: string, until: Date): Promise<void> {
  await client.$executeRaw`
    UPDATE backup SET until = ${until} WHERE id = (
      SELECT id FROM backup WHERE place = ${place} AND ended_at IS NOT NULL ORDER BY begun_at DESC LIMIT 1
    )`;
}

/** Once for each trouble: the place may be away for hours. */
async function noteTrouble({ place }: Plan, error: Error): Promise<void> {
  if (error.message === toldTrouble) return;
  toldTrouble = error.message;
  log().error({ err: error, place }, 'the portal could not be backed up');
}

try {
  await withAdvisoryLock(url, 'back-up', work, PATIENCE_MS);
} catch (error) {
  const isElsewhere = (error as { code?: string }).code === LOCK_TIMEOUT;
  if (!isElsewhere) log().warn({ err: error }, 'backups were cut short');
} finally {
  await client.$disconnect();
  process.exit();
}
