import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { POSTGRES_USER, type PostgresHome } from '#processes/postgres/postgres-home';

/**
 * Makes PostgreSQL's data folder unless there is one. It is made beside its place and moved there when it is complete,
 * so that an initdb which was cut short leaves nothing behind. `isQuick` leaves out what makes it safe against a power
 * failure. Throws an Error with a line for people when it cannot be made.
 */
export function initData(home: PostgresHome, log: string, isQuick: boolean): void {
  if (existsSync(join(home.data, 'PG_VERSION'))) return;
  if (existsSync(home.data) && readdirSync(home.data).length > 0) {
    throw new Error(
      `${home.data} contains files, but no PostgreSQL data. Move them away, or set DATA_DIR to another folder.`,
    );
  }
  const draft = `${home.data}.new`;
  rmSync(home.data, { recursive: true, force: true });
  const password = randomBytes(24).toString('base64url');
  makeEmptyData(home, draft, password, log, isQuick);
  writeFileSync(home.passwordFile, password, { mode: 0o600 });
  renameSync(draft, home.data);
}

/**
 * Makes a data folder with nothing in it, in place of what may be there. `password` is that of POSTGRES_USER. Throws an
 * Error with a line for people.
 */
export function makeEmptyData(
  home: PostgresHome,
  folder: string,
  password: string,
  log: string,
  isQuick: boolean,
): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  // initdb runs under the other account and reads the password from a file of its own.
  const passwordForInit = `${home.data}.initdb`;
  writeFileSync(passwordForInit, password, { mode: 0o600 });
  if (home.account) for (const path of [folder, passwordForInit]) chownSync(path, home.account.uid, home.account.gid);
  try {
    runInitdb(home, folder, passwordForInit, log, isQuick);
  } finally {
    rmSync(passwordForInit, { force: true });
  }
}

function runInitdb(home: PostgresHome, folder: string, passwordFile: string, log: string, isQuick: boolean): void {
  const { status, stdout, stderr, error } = spawnSync(
    join(home.programs, 'bin/initdb'),
    [
      `--pgdata=${folder}`,
      `--username=${POSTGRES_USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(isQuick ? ['--no-sync'] : []),
    ],
    { ...home.account, cwd: '/', encoding: 'utf8' },
  );
  appendFileSync(log, `${stdout}${stderr}`);
  if (status === 0) return;
  throw new Error(`PostgreSQL could not create its data: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
}
