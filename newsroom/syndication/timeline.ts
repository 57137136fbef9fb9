import { type Sql, sql } from '#platform/database';

/**
 * Names the database in the state that transactions are counted in: another one after a restored backup, and within
 * minutes of a failover.
 */
export const timeline: Sql = sql`
  concat_ws('-', (SELECT system_identifier FROM pg_control_system()),
    (SELECT timeline_id FROM pg_control_checkpoint()),
    (SELECT oid FROM pg_database WHERE datname = current_database()))`;
