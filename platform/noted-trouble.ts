import { LRUCache } from 'lru-cache';
import { type DatabaseTrouble, databaseTrouble } from '#platform/database-trouble';
import { log } from '#platform/log';
import { readingFrom } from '#platform/reading-from';

/** How long what was noted counts as what is, milliseconds. */
const CURRENT_MS = 30_000;

const MESSAGES: Record<DatabaseTrouble, string> = {
  unreachable: 'the database is unreachable',
  'failing-over': 'the database is being stopped or started',
  'read-only': 'the database is read-only',
  full: 'the disk of the database is full',
  overloaded: 'the database takes too long',
};

type Notes = { latest?: { trouble: DatabaseTrouble; at: number }; byRequest: LRUCache<string, DatabaseTrouble> };

// Next may build several copies of this module; there must be one memory per process all the same.
const holder = globalThis as typeof globalThis & { portalTrouble?: Notes };

function notes(): Notes {
  holder.portalTrouble ??= { byRequest: new LRUCache({ max: 1_000 }) };
  return holder.portalTrouble;
}

/**
 * Notes what an error says is wrong with the database, and logs it (platform/log.ts leaves out what was just said). With the id of the
 * request that failed, `troubleOf` tells whoever answers it. Returns the trouble; undefined where the query was wrong.
 */
export function noteTrouble(error: unknown, requestId?: string | null): DatabaseTrouble | undefined {
  const trouble = databaseTrouble(error);
  if (!trouble) return undefined;
  log().warn({ database: trouble, err: error }, MESSAGES[trouble]);
  // A replica's trouble is none of the portal's: the primary is asked next.
  if (!readingFrom()) notes().latest = { trouble, at: performance.now() };
  if (requestId) notes().byRequest.set(requestId, trouble);
  return trouble;
}

/** The trouble that a request has failed with. */
export function troubleOf(requestId: string): DatabaseTrouble | undefined {
  return notes().byRequest.get(requestId);
}

/** What is wrong with the database at present, as far as anybody has met it in the last `within` milliseconds. */
export function currentTrouble(within = CURRENT_MS): DatabaseTrouble | undefined {
  const { latest } = notes();
  return latest && performance.now() - latest.at < within ? latest.trouble : undefined;
}

/** The database can be read and written again. */
export function forgetTrouble(): void {
  delete notes().latest;
}
