import { database } from '#platform/database';

/**
 * How backups stand: nobody has planned any, all is well, none has been restored beside for two days, or the last one
 * came to nothing or was not right.
 */
export type BackupState = {
  state: 'none' | 'well' | 'old' | 'failed';
  /** When the last backup ended, and when one was last restored beside and found right. */
  endedAt: Date | null;
  verifiedAt: Date | null;
};

/** A day, and a day more for a machine that was off. */
const OLD_HOURS = 48;

/** One statement, by index, over the backups of the place that is planned now. */
export async function findBackupState(): Promise<BackupState> {
  const [found] = await database().$queryRaw<BackupState[]>`
    WITH plan AS (SELECT place, changed_at FROM backup_plan),
      recent AS (
        SELECT backup.* FROM backup JOIN plan USING (place) ORDER BY begun_at DESC LIMIT 100
      ),
      last AS (SELECT trouble, verify_trouble FROM recent ORDER BY begun_at DESC LIMIT 1),
      verified AS (SELECT max(verified_at) AS at FROM recent)
    SELECT
      CASE
        WHEN (SELECT trouble IS NOT NULL OR verify_trouble IS NOT NULL FROM last) THEN 'failed'
        WHEN coalesce(verified.at, plan.changed_at) < now() - make_interval(hours => ${OLD_HOURS}) THEN 'old'
        ELSE 'well'
      END AS state,
      (SELECT max(ended_at) FROM recent) AS "endedAt", verified.at AS "verifiedAt"
    FROM plan, verified`;
  return found ?? { state: 'none', endedAt: null, verifiedAt: null };
}
