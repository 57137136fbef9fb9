import { createHash } from 'node:crypto';

/** A short name for some content: equal for equal content. */
export function fingerprintOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}
