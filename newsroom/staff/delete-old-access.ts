import { database } from '#platform/database';

/**
 * Deletes sessions that ended because nobody used them, a day after that, the oldest first, at most `limit`: whoever does
 * not come back never asks for theirs. Returns how many went. When somebody signed in stays in the activity log.
 */
export function deleteOldSessions(limit: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM session WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM session WHERE expires_at < now() - interval '1 day'
      ORDER BY expires_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
}

/** Deletes links into an account that expired thirty days ago, with the addresses in them. Likewise. */
export function deleteOldAccountLinks(limit: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM account_link WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM account_link WHERE expires_at < now() - interval '30 days'
      ORDER BY expires_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
}
