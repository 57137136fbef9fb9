import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type Account = { uid: number; gid: number };

const ACCOUNT = 'news-portal';

/**
 * The account that PostgreSQL runs under when root starts it: one of its own, made if missing, else `nobody`. Throws an
 * Error with a line for people when there is neither.
 */
export function postgresAccount(): Account {
  const present = findAccount(ACCOUNT);
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
  const account = findAccount(ACCOUNT) ?? findAccount('nobody');
  if (!account)
    throw new Error(
      'PostgreSQL does not run as root, and no account could be created for it. ' +
        'Start as an ordinary user, or set DATABASE_URL.',
    );
  return account;
}

function findAccount(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** Whether an account has access to what is in a folder. */
export function canEnter(account: Account, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { ...account, cwd: '/' }).status === 0;
}
