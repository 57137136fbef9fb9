import { database } from '#platform/database';

/** Where and when backups are made. */
export type BackupPlan = {
  /** A folder on the machine with the database, or `s3://bucket/prefix`. */
  place: string;
  /** Of the day in the site's time zone, 0 to 23. */
  hour: number;
  /** For how many days it can be gone back. */
  keepDays: number;
};

/** The plan; null where nobody has made one. */
export async function findBackupPlan(): Promise<BackupPlan | null> {
  return database().backupPlan.findUnique({ where: { id: 1 }, select: { place: true, hour: true, keepDays: true } });
}
