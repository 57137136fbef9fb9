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
  /** Browsers that want notifications, or come to say that they are there; a whole town may have one address. */
  push: { points: 20, duration: 3_600, blockDuration: 0 },
  /** Requests of a program with a token. */
  api: { points: 600, duration: 60, blockDuration: 0 },
  /** Letters that ask somebody to confirm: three to an address within a day, from one network ten within an hour. */
  'subscribe-address': { points: 3, duration: 86_400, blockDuration: 0 },
  'subscribe-network': { points: 10, duration: 3_600, blockDuration: 3_600 },
  /** All together: more than that is no reader any more. */
  'subscribe-day': { points: 3_000, duration: 86_400, blockDuration: 0 },
} as const;

/**
 * How many times as many by what else they are counted. An account has its own from each network and from each device
 * that it has signed in with: what a stranger tries is not taken from a colleague. Only many networks together, and
 * many attempts from one network for whatever accounts, are too much for unknown devices.
 */
const FACTORS = { token: 1, device: 1, 'account and network': 1, account: 8, network: 25 } as const;

type Counted = keyof typeof FACTORS;

export type LimitedAction = keyof typeof LIMITS;

/**
 * Who makes an attempt: for which account, if any, from which IP address, and from which known device, if any. Of a
 * program only its token counts: it may run on many machines.
 */
type Attempt = { account?: string; address: string; device?: string | undefined } | { token: string };

// One for each kind of count and process: Next may build several copies of this module.
const holder = globalThis as typeof globalThis & { portalLimiters?: Map<string, RateLimiterPostgres> };

function limiter(action: LimitedAction, per: Counted): RateLimiterPostgres {
  holder.portalLimiters ??= new Map();
  const keyPrefix = `${action}:${per}`;
  const known = holder.portalLimiters.get(keyPrefix);
  if (known) return known;
  const { points, duration, blockDuration } = LIMITS[action];
  const made = new RateLimiterPostgres({
    storeClient: databasePool(),
    storeType: 'pool',
    tableName: 'attempt',
    tableCreated: true,
    keyPrefix,
    // deleteOldAttempts does that: each of the library's own would do it every five minutes, for ever.
    clearExpiredByTimeout: false,
    points: points * FACTORS[per],
    duration,
    blockDuration,
  });
  holder.portalLimiters.set(keyPrefix, made);
  return made;
}

/** What an attempt is counted by, the narrowest first: what it refuses is not counted by the others. */
function countsOf(attempt: Attempt): [per: Counted, key: string][] {
  if ('token' in attempt) return [['token', attempt.token]];
  const { account, address, device } = attempt;
  const network = networkOf(address);
  if (account && device) return [['device', `${account} ${device}`]];
  if (!account) return [['network', network]];
  return [
    ['account and network', `${account} ${network}`],
    ['account', account],
    ['network', network],
  ];
}

/**
 * Counts an attempt, in PostgreSQL: the count survives a restart and is the same for all processes. Returns whether it
 * is within the limits, or in how many seconds to retry. Throws if the database is unreachable.
 */
export async function countAttempt(
  action: LimitedAction,
  attempt: Attempt,
): Promise<{ ok: true } | { ok: false; waitSeconds: number }> {
  try {
    for (const [per, key] of countsOf(attempt)) await limiter(action, per).consume(key);
    return { ok: true };
  } catch (refused) {
    if (refused instanceof RateLimiterRes)
      return { ok: false, waitSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)) };
    throw refused;
  }
}

/** After an attempt that succeeded: it is counted by nothing, and those before it are none of a stranger. */
export async function forgetAttempts(action: LimitedAction, attempt: Attempt): Promise<void> {
  for (const [per, key] of countsOf(attempt))
    if (FACTORS[per] === 1) await limiter(action, per).delete(key);
    else await limiter(action, per).reward(key);
}

/** Deletes counts that have expired, at most `limit` rows. Returns how many went. */
export function deleteOldAttempts(limit: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM attempt WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM attempt WHERE expire < extract(epoch FROM now()) * 1000
      ORDER BY expire LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ))`;
}
