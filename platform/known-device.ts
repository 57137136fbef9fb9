import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { authSecret } from '#platform/secret';

// A browser that somebody has signed in with is told from a stranger's: it has a cookie of that account, signed by us,
// and attempts of its own (platform/rate-limits.ts). The cookie lets nobody in.

/** How long a browser is known, seconds. */
export const DEVICE_S = 365 * 86_400;

/** The name of an account's cookie: two colleagues at one browser have one each. */
export function deviceCookie(account: string): string {
  return `desk.device.${mac('name', account).slice(0, 16)}`;
}

/** A new value for an account's cookie. */
export function newDevice(account: string): string {
  const id = randomBytes(16).toString('base64url');
  return `${id}.${mac('device', account, id)}`;
}

/** The device that a cookie's value stands for; undefined where we have not made it for this account. */
export function knownDevice(account: string, value: string | undefined): string | undefined {
  const [id = '', signature = ''] = value?.split('.') ?? [];
  const [given, own] = [Buffer.from(signature), Buffer.from(mac('device', account, id))];
  return given.length === own.length && timingSafeEqual(given, own) ? id : undefined;
}

function mac(...parts: string[]): string {
  return createHmac('sha256', authSecret()).update(parts.join('\n')).digest('base64url');
}
