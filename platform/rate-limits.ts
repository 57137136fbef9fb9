import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { database, databasePool } from '#platform/database';
import { networkOf } from '#platform/ip-address';

/** Attempts within so many seconds, and for how long more are refused after that, seconds. */
const LIMITS = {
  'sign-in': { points: 8, duration: 900, blockDuration: 900 },
  'two-factor': { points: 6, duration: 900, blockDuration: 900 },
  'password-reset': { points: 4, duration: 3_600, blockDuration: 3_600 },
  'account-link': { points: 10, duration: 900, blockDuration: 900 },
  /** Each view of the sign-in page asks for a passkey challenge. */
  passkey: { points: 40, duration: 900, blockDuration: 900 },
} as const;

/** Many people may share a network, few an account. */
const NETWORK_FACTOR = 5;

export type LimitedAction = keyof typeof LIMITS;

// One for each kind of count and process: Next may build several copies of this module.
const holder = globalThis as typeof globalThis & { portalLimiters?: Map<string, RateLimiterPostgres> };

function limiter(action: LimitedAction, per: 'account' | 'network'): RateLimiterPostgres {
  holder.portalLimiters ??= new Map();
  const keyPrefix = `${action}:${per}`;
  const known = holder.portalLimiters.get(keyPrefix);
  if (known) return known;
  const made = createLimiter(action, per, keyPrefix);
  holder.portalLimiters.set(keyPrefix, made);
  return made;
}

function createLimiter(action: LimitedAction, per: 'account' | 'network', keyPrefix: string): RateLimiterPostgres {
  const { points, duration, blockDuration } = LIMITS[action];
  return new RateLimiterPostgres({
    storeClient: databasePool(),
    storeType: 'pool',
    tableName: 'attempt',
    tableCreated: true,
    keyPrefix,
    // deleteOldAttempts does that: each of the library's own would do it every five minutes, for ever.
    clearExpiredByTimeout: false,
    points: per === 'account' ? points : points * NETWORK_FACTOR,
    duration,
    blockDuration,
  });
}

/**
 * Counts an attempt by account and by network, in PostgreSQL: the count survives a restart and is the same for all
 * processes. Returns whether it is within the limits, or in how many seconds to retry. Throws if the database is
 * unreachable.
 */
export async function countAttempt(
  action: LimitedAction,
  { account, address }: { account?: string; address: string },
): Promise<{ ok: true } | { ok: false; waitSeconds: number }> {
  try {
    await limiter(action, 'network').consume(networkOf(address));
    if (account) await limiter(action, 'account').consume(account);
    return { ok: true };
  } catch (refused) {
    if (refused instanceof RateLimiterRes)
      return { ok: false, waitSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)) };
    throw refused;
  }
}

/** Deletes an account's attempts, after one that succeeded. */
export async function forgetAttempts(action: LimitedAction, account: string): Promise<void> {
  await limiter(action, 'account').delete(account);
}

/** Deletes counts that have expired, at most `limit` rows. Returns how many went. */
export function deleteOldAttempts(limit: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM attempt WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM attempt WHERE expire < extract(epoch FROM now()) * 1000
      ORDER BY expire LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
}
