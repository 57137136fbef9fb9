import { type Sql, sql } from '#platform/database';

/**
 * Names the database in the state that transactions are counted in: another one after a restored backup or a failover.
 * A primary says so at once; a standby that has come to follow another one, where its role may not see what it
 * receives (pg_read_all_stats), within minutes.
 */
export const timeline: Sql = sql`
  concat_ws('-', (SELECT system_identifier FROM pg_control_system()),
    CASE WHEN pg_is_in_recovery()
      THEN greatest((SELECT timeline_id FROM pg_control_checkpoint()), (SELECT received_tli FROM pg_stat_wal_receiver))
      ELSE ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int END,
    (SELECT oid FROM pg_database WHERE datname = current_database()))`;

/** How far the database has got in its log (WAL), in bytes as text: all that a statement sees was written before. */
export const walPosition: Sql = sql`
  (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END - '0/0')::text`;
