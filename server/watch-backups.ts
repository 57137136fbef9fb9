import { type BackupState, findBackupState } from '#newsroom/backups/find-backup-state';
import { nowMs } from '#platform/clock';
import { type Repeated, repeat } from '#server/repeat';

/** How often the state of backups is looked at, milliseconds. */
const EVERY_MS = 60_000;

export type WatchedBackups = Repeated & {
  /** As it was found last; undefined before it has been found. */
  state(): BackupState | undefined;
  /** Seconds since the last backup ended, or since one was last restored beside and found right, if any was. */
  age(of: 'endedAt' | 'verifiedAt'): number | undefined;
};

/** Keeps an eye on backups, for /api/health and metrics. */
export function watchBackups(everyMs = EVERY_MS): WatchedBackups {
  let found: BackupState | undefined;
  const failure = 'the state of backups could not be found';
  const repeated = repeat({ everyMs, firstAfterMs: Math.min(everyMs, 2_000), failure }, async () => {
    found = await findBackupState();
  });
  return {
    ...repeated,
    state: () => found,
    age(of) {
      const instant = found?.[of];
      return instant ? (nowMs() - Number(instant)) / 1_000 : undefined;
    },
  };
}
