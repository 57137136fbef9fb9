import { isAbsolute, relative, resolve } from 'node:path';
import { recordEvent } from '#newsroom/audit/record-event';
import type { BackupPlan } from '#newsroom/backups/find-backup-plan';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';
import { readEnvironment } from '#platform/env';

const BUCKET = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^\s]*)?$/;

const EXAMPLES = { folder: '/var/backups/portal', bucket: 's3://bucket/portal' };

/**
 * Saves where and when backups are made; the first one is made within a minute. Refused for somebody who may not, and for
 * a place that is neither a bucket nor the whole path of a folder, or one among the data that is backed up.
 */
export async function saveBackupPlan(actor: Actor, { place, hour, keepDays }: BackupPlan): Promise<Result> {
  if (!may(actor, 'backup.edit')) return refuse('not-allowed', 'it');
  if (!BUCKET.test(place) && !isAbsolute(place)) return refuse('invalid', 'backupPlace', EXAMPLES);
  if (isAbsolute(place) && isWithin(resolve(readEnvironment().DATA_DIR), resolve(place)))
    return refuse('invalid', 'backupInside');
  await database().$executeRaw`
    WITH saved AS (
      INSERT INTO backup_plan (place, hour, keep_days) VALUES (${place}, ${hour}, ${keepDays})
      ON CONFLICT (id) DO UPDATE
      SET place = excluded.place, hour = excluded.hour, keep_days = excluded.keep_days, changed_at = now()
      RETURNING place
    )
    ${recordEvent(actor, 'backup.planned', sql`SELECT 'plan', NULL, place, '{}' FROM saved`)}`;
  return { ok: true };
}

/** Makes no more backups; those that there are stay. Refused for somebody who may not. */
export async function stopBackups(actor: Actor): Promise<Result> {
  if (!may(actor, 'backup.edit')) return refuse('not-allowed', 'it');
  await database().$executeRaw`
    WITH stopped AS (DELETE FROM backup_plan RETURNING place)
    ${recordEvent(actor, 'backup.stopped', sql`SELECT 'plan', NULL, place, '{}' FROM stopped`)}`;
  return { ok: true };
}

/** Has a backup made at once. Refused for somebody who may not, and where nobody has said where to. */
export async function requestBackup(actor: Actor): Promise<Result> {
  if (!may(actor, 'backup.edit')) return refuse('not-allowed', 'it');
  const requested = await database().$executeRaw`
    WITH requested AS (UPDATE backup_plan SET requested_at = now() RETURNING place)
    ${recordEvent(actor, 'backup.requested', sql`SELECT 'plan', NULL, place, '{}' FROM requested`)}`;
  return requested === 1 ? { ok: true } : refuse('not-found', 'backupPlan');
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith('..') && !isAbsolute(way);
}
