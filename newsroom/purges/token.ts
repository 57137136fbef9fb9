import type { OpenTarget } from '#newsroom/purges/purge-target';
import { decrypt, encrypt } from '#platform/encryption';

const PURPOSE = 'purge';

/** A token of a CDN as it is stored. */
export function sealToken(token: string): Uint8Array<ArrayBuffer> {
  return encrypt(token, PURPOSE);
}

/** The token of a target; undefined where it cannot be read: AUTH_SECRET is another one. */
export function openToken({ secret }: OpenTarget): string | undefined {
  return secret ? decrypt(secret, PURPOSE) : undefined;
}
