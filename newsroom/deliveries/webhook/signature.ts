import { createHmac, randomBytes } from 'node:crypto';

// Signatures by Standard Webhooks 1.0 (standardwebhooks.com).

const PREFIX = 'whsec_';

/** What secrets of webhooks are encrypted for (platform/encryption.ts). */
export const SECRET_PURPOSE = 'webhook';

/** A secret as people copy it: `whsec_` and 32 random bytes as base64. */
export function newSecret(): string {
  return PREFIX + randomBytes(32).toString('base64');
}

/**
 * The value of webhook-signature: a signature by each secret, with a space between. `at` is in seconds since 1970.
 */
export function signatureOf(
  secrets: readonly string[],
  { messageId, at, body }: { messageId: string; at: number; body: string },
): string {
  return secrets
    .map((secret) => Buffer.from(secret.slice(PREFIX.length), 'base64'))
    .map((key) => `v1,${createHmac('sha256', key).update(`${messageId}.${at}.${body}`).digest('base64')}`)
    .join(' ');
}
