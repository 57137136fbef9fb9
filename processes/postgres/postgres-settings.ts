import { LOG_SETTINGS } from '#processes/postgres/postgres-log';

/** Settings of the embedded PostgreSQL wherever it runs: one that restores a backup may not have lower limits. */
export const SERVER_SETTINGS = {
  max_connections: '200',
  // What a backup has not copied yet is kept up to here; then the next backup begins anew.
  max_slot_wal_keep_size: '8GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  ...LOG_SETTINGS,
};
