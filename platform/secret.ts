import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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
  const secret = read(file);
  if (secret) return secret;
  create(file);
  return read(file);
}

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

/** What file systems without hard links answer. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/**
 * Of several processes that start at once one creates it, the others read it. It is there whole or not at all: on a full
 * disk an empty one would be left, and nothing signs with that.
 */
function create(file: string): void {
  makeFolder(dirname(file));
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
    // An empty one is of a version that did not see to that.
    if (existsSync(file) && read(file) === '') renameSync(draft, file);
    else linkSync(draft, file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // Network shares may have no links; there the last of several wins, if they start at the very same moment.
    if (NO_LINKS.includes(code)) renameSync(draft, file);
    else if (code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
