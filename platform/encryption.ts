import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { authSecret } from '#platform/secret';

// Secrets that have to be read again, such as those that messages to others are signed with. A copy of the database is
// not enough to read them: the key is made of AUTH_SECRET.

const IV_BYTES = 12;
const TAG_BYTES = 16;

function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', authSecret(), '', purpose, 32));
}

/** Encrypts a text (AES-256-GCM). What is encrypted for one purpose cannot be read for another. */
export function encrypt(text: string, purpose: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), iv);
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), encrypted]));
}

/** The reverse; undefined where it was changed, or encrypted with another AUTH_SECRET or for another purpose. */
export function decrypt(encrypted: Uint8Array, purpose: string): string | undefined {
  const bytes = Buffer.from(encrypted);
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}
