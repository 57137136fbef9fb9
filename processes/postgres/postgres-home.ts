import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder } from '#platform/make-folder';
import { type Account, canEnter, postgresAccount } from '#processes/postgres/postgres-account';
import { copyOfPrograms, packagedPrograms } from '#processes/postgres/postgres-programs';

/** Where the embedded PostgreSQL keeps its data and its programs, and the account that it runs under. */
export type PostgresHome = {
  /** undefined: the account that started the portal. */
  account: Account | undefined;
  /** Folder with bin/, lib/ and share/. */
  programs: string;
  data: string;
  /** File with the password of POSTGRES_USER. It belongs to the data and lies beside it. */
  passwordFile: string;
};

/** The superuser of the embedded database. */
export const POSTGRES_USER = 'portal';

const SYSTEM_FOLDER = '/var/lib/news-portal';

/**
 * Finds or makes the home of the embedded PostgreSQL for a data folder.
 *
 * PostgreSQL refuses to run as root. Started by root it gets an account of its own, or the one that owns the data
 * already. Where that account cannot enter the checkout (below /root, say), programs and data live under
 * /var/lib/news-portal; the data folder then has a file with the place. Throws an Error with a line for people when
 * that cannot be done.
 */
export function postgresHome(dataFolder: string): PostgresHome {
  const packaged = packagedPrograms();
  const folder = resolve(dataFolder);
  makeFolderOrFail(folder);
  if (process.getuid?.() !== 0) return homeAt(join(folder, 'postgres'), packaged, undefined);

  const own = postgresAccount();
  const data = dataPlace(folder, own);
  const owner = existsSync(join(data, 'PG_VERSION')) ? statSync(data) : own;
  const { uid, gid } = owner.uid === 0 ? own : owner;
  const account = { uid, gid };
  return homeAt(data, canEnter(account, join(packaged, 'bin')) ? packaged : systemPrograms(packaged), account);
}

/** The address of the embedded PostgreSQL that runs on this home now; undefined when none does. */
export function runningAddress(home: PostgresHome): string | undefined {
  const file = join(home.data, 'postmaster.pid');
  if (!existsSync(file) || !existsSync(home.passwordFile)) return undefined;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  if (!existsSync(`/proc/${pid}`) && process.platform === 'linux') return undefined;
  return `postgres://${POSTGRES_USER}:${readFileSync(home.passwordFile, 'utf8')}@127.0.0.1:${port}/postgres`;
}

/** The password of POSTGRES_USER. Throws an Error with a line for people when its file is missing. */
export function readPassword({ data, passwordFile }: PostgresHome): string {
  if (existsSync(passwordFile)) return readFileSync(passwordFile, 'utf8');
  throw new Error(
    `The password file of ${data} is missing: ${passwordFile}. ` +
      'Restore it, or move the data away to start with an empty database.',
  );
}

function homeAt(data: string, programs: string, account: Account | undefined): PostgresHome {
  return { account, programs, data, passwordFile: `${data}.password` };
}

function dataPlace(folder: string, account: Account): string {
  const inside = join(folder, 'postgres');
  const elsewhere = join(folder, 'postgres.elsewhere');
  if (existsSync(elsewhere)) return readFileSync(elsewhere, 'utf8').trim();
  if (existsSync(join(inside, 'PG_VERSION')) || canEnter(account, folder)) return inside;
  makeSystemFolder();
  const place = join(SYSTEM_FOLDER, randomBytes(6).toString('hex'));
  writeFileSync(elsewhere, place);
  return place;
}

function systemPrograms(packaged: string): string {
  makeSystemFolder();
  return copyOfPrograms(packaged, SYSTEM_FOLDER);
}

function makeSystemFolder(): void {
  makeFolderOrFail(SYSTEM_FOLDER);
  chmodSync(SYSTEM_FOLDER, 0o711);
}

function makeFolderOrFail(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    throw new Error(
      `Cannot write to ${folder} (${(error as NodeJS.ErrnoException).code}). ` +
        'Make it writable, or set DATA_DIR to another folder.',
    );
  }
}
