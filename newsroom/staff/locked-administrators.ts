import { sql } from '#platform/database';

/**
 * The ids of those who are administrators now, for a statement that changes who has access: one such change at a time,
 * so that two administrators who take it from each other leave one.
 */
export const LOCKED_ADMINISTRATORS = sql`
  SELECT staff.id FROM (SELECT pg_advisory_xact_lock(hashtext('access of staff'))) turn, staff
  WHERE role = 'administrator' AND suspended_at IS NULL ORDER BY staff.id FOR UPDATE OF staff`;
