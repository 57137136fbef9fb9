import { database } from '#platform/database';

/** Takes entries older than a week out of the outbox: whoever was away longer starts anew. Returns how many went. */
export function deleteOldChanges(): Promise<number> {
  return database().$executeRaw`DELETE FROM outbox WHERE at < now() - interval '7 days'`;
}
