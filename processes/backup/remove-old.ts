import type { BackupStore } from '#processes/backup/backup-store';
import { BACKUPS, LOGS, type Manifest, PICTURES } from '#processes/backup/manifest';
import { readManifests } from '#processes/backup/plan-restore';

const DAY_MS = 86_400_000;
/** What has no manifest after so long was cut short, milliseconds. */
const UNFINISHED_MS = 2 * DAY_MS;

/**
 * Removes what it does not take to go back to any instant of the last `days`: backups but for those since then and the
 * one before, the log before the first of these, pictures that none of them lists. Nothing where the last backup is
 * older than that. Returns how many backups were removed.
 */
export async function removeOld(store: BackupStore, days: number, now = new Date()): Promise<number> {
  const all = await readManifests(store);
  if (all === 'newer-format') return 0;
  const limit = Number(now) - days * DAY_MS;
  const firstWithin = all.findIndex(({ endedAt }) => Number(endedAt) >= limit);
  if (firstWithin < 0) return 0;
  const kept = all.slice(Math.max(0, firstWithin - 1));
  const removed = all.slice(0, Math.max(0, firstWithin - 1));
  await removeFiles(store, kept, Number(now));
  return removed.length;
}

async function removeFiles(store: BackupStore, kept: readonly Manifest[], now: number): Promise<void> {
  const isOld = (modified: Date) => now - Number(modified) > UNFINISHED_MS;
  const ids = new Set(kept.map(({ id }) => id));
  const backups = (await store.list(BACKUPS)).filter(({ name, modified }) => {
    return !ids.has(name.split('/')[1] ?? '') && (isOld(modified) || name.endsWith('/manifest.json'));
  });
  // Manifests first: a backup of which a part is gone is none.
  backups.sort((one, other) => Number(other.name.endsWith('.json')) - Number(one.name.endsWith('.json')));
  await store.remove(backups.map(({ name }) => name));

  const [oldest] = kept;
  const firstLog = oldest?.kind === 'base' ? oldest.firstLog : undefined;
  const logs = (await store.list(LOGS)).filter(({ name, modified }) => {
    const log = name.slice(LOGS.length, LOGS.length + 24);
    if (!firstLog || !/^[0-9A-F]{24}$/.test(log)) return false;
    // Of another timeline: from before the backup, or of a database that has been restored from it since.
    return log.slice(0, 8) === firstLog.slice(0, 8) ? log < firstLog : Number(modified) < Number(oldest?.begunAt);
  });
  await store.remove(logs.map(({ name }) => name));

  const listed = new Set(kept.flatMap(({ pictures }) => pictures.map(({ name }) => name)));
  const pictures = (await store.list(PICTURES)).filter(({ name, modified }) => !listed.has(name) && isOld(modified));
  await store.remove(pictures.map(({ name }) => name));
}
