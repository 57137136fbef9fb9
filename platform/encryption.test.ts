import { afterEach, expect, it, vi } from 'vitest';
import { decrypt, encrypt } from '#platform/encryption';

afterEach(() => vi.unstubAllEnvs());

it('reads what it has encrypted, for the same purpose and with the same key alone', () => {
  vi.stubEnv('AUTH_SECRET', 'a'.repeat(40));
  const encrypted = encrypt('whsec_сѐкрет', 'webhook');
  expect(Buffer.from(encrypted).toString('utf8')).not.toContain('whsec');
  expect(decrypt(encrypted, 'webhook')).toBe('whsec_сѐкрет');
  expect(encrypt('whsec_сѐкрет', 'webhook')).not.toEqual(encrypted);
  expect(decrypt(encrypted, 'mail')).toBeUndefined();
  const changed = encrypted.slice();
  changed[30] = (changed[30] ?? 0) ^ 1;
  expect(decrypt(changed, 'webhook')).toBeUndefined();
  expect(decrypt(encrypted.slice(0, 20), 'webhook')).toBeUndefined();
  vi.stubEnv('AUTH_SECRET', 'b'.repeat(40));
  expect(decrypt(encrypted, 'webhook')).toBeUndefined();
});
