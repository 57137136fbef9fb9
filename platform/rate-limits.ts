import { isIPv6 } from 'node:net';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { databasePool } from '#platform/database';

/** How many tries within how many seconds, and how long the door then stays shut for that key, seconds. */
const LIMITS = {
  'sign-in': { points: 8, duration: 900, blockDuration: 900 },
  'second-factor': { points: 6, duration: 900, blockDuration: 900 },
  'new-password': { points: 4, duration: 3_600, blockDuration: 3_600 },
  'entry-link': { points: 10, duration: 900, blockDuration: 900 },
  /** Each showing of the sign-in page asks what a passkey is to sign. */
  passkey: { points: 40, duration: 900, blockDuration: 900 },
} as const;

/** From one network block far more people may come than one account has owners. */
const BLOCK_FACTOR = 5;

export type Door = keyof typeof LIMITS;

function limiter(door: Door, of: 'account' | 'block'): RateLimiterPostgres {
  const { points, duration, blockDuration } = LIMITS[door];
  return new RateLimiterPostgres({
    storeClient: databasePool(),
    storeType: 'pool',
    tableName: 'attempt',
    tableCreated: true,
    keyPrefix: `${door}:${of}`,
    points: of === 'account' ? points : points * BLOCK_FACTOR,
    duration,
    blockDuration,
  });
}

/**
 * The network that an address belongs to: all of IPv4's, the first 64 bits of IPv6's, which one household or machine
 * has to itself.
 */
export function blockOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const groups =
    tail === undefined
      ? before
      : [...before, ...Array(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/**
 * Counts a try at a door, by account and by network block, in PostgreSQL: the count outlives a restart and is one for
 * all processes. Returns whether it is within the limits, or in how many seconds to come again. Throws when the
 * database cannot be reached.
 */
export async function countAttempt(
  door: Door,
  { account, address }: { account?: string; address: string },
): Promise<{ ok: true } | { ok: false; waitSeconds: number }> {
  try {
    await limiter(door, 'block').consume(blockOf(address));
    if (account) await limiter(door, 'account').consume(account);
    return { ok: true };
  } catch (refused) {
    if (refused instanceof RateLimiterRes)
      return { ok: false, waitSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)) };
    throw refused;
  }
}

/** Forgets an account's tries, once it has come in. */
export async function forgetAttempts(door: Door, account: string): Promise<void> {
  await limiter(door, 'account').delete(account);
}
