import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { authSecret } from '#platform/secret';

/**
 * A signature of this portal under a text (HMAC-SHA-256, made of AUTH_SECRET), as so many bytes in hexadecimal: in
 * addresses that know no capitals too. What is signed for one purpose is not for another.
 */
export function signatureOf(text: string, purpose: string, bytes = 16): string {
  const key = Buffer.from(hkdfSync('sha256', authSecret(), '', purpose, 32));
  return createHmac('sha256', key)
    .update(text)
    .digest('hex')
    .slice(0, bytes * 2);
}

/** Whether a signature under a text is this portal's, found out in the same time whatever it is. */
export function isSignatureOf(signature: string, text: string, purpose: string, bytes = 16): boolean {
  const right = Buffer.from(signatureOf(text, purpose, bytes));
  const given = Buffer.from(signature);
  return given.length === right.length && timingSafeEqual(given, right);
}
