import { createHash } from 'node:crypto';
import type { AskedAddress } from '#newsroom/redirects/asked-address';

/**
 * The surrogate key of what an old address leads to, or that it leads nowhere; the triggers of the table have the same
 * (redirect_key in prisma/migrations/20261130110000_redirects).
 */
export function redirectKey(address: string): string {
  return `redirect-${createHash('md5').update(address).digest('hex').slice(0, 16)}`;
}

/** Those of all that an asked address may stand for. */
export function redirectKeys({ addresses, story }: AskedAddress): string[] {
  return [...addresses, ...(story ? [story] : [])].map(redirectKey);
}
