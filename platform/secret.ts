import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readEnvironment } from '#platform/env';
import { makeFolder } from '#platform/make-folder';

/**
 * Signs sessions and encrypts the keys of authenticator apps: AUTH_SECRET, or 32 random bytes that are written to
 * DATA_DIR/secret at the first call, readable by this user only. It is not in the database, so that a copy of the
 * database is not enough to sign in. Machines that share a database need the same AUTH_SECRET.
 */
export function authSecret(): string {
  const { AUTH_SECRET, DATA_DIR } = readEnvironment();
  if (AUTH_SECRET) return AUTH_SECRET;
  const file = join(resolve(DATA_DIR), 'secret');
  makeFolder(resolve(DATA_DIR));
  try {
    // Of several processes that start at once one writes it, the others read it.
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
