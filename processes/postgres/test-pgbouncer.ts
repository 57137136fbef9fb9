import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { postgresAccount } from '#processes/postgres/postgres-account';
import { anyPort } from '#processes/supervisor/free-port';

export type TestPgbouncer = { url: string; version: string; stop(): Promise<void> };

/** The version of this machine's PgBouncer; undefined where there is none. */
export function pgbouncerVersion(): string | undefined {
  return /PgBouncer (\S+)/.exec(String(spawnSync('pgbouncer', ['--version'], { encoding: 'utf8' }).stdout))?.[1];
}

/**
 * A PgBouncer for tests in front of a PostgreSQL, on a port of its own: in transaction mode, with few sessions, and
 * nothing in its configuration that its manual does not begin with. `settings` are more of them.
 */
export async function startTestPgbouncer(
  postgres: string,
  settings: Record<string, string> = {},
): Promise<TestPgbouncer> {
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-pgbouncer-'));
  const { hostname, port: serverPort, username, password, pathname } = new URL(postgres);
  const port = await anyPort();
  const all = {
    listen_addr: '127.0.0.1',
    listen_port: String(port),
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: join(folder, 'users'),
    pool_mode: 'transaction',
    default_pool_size: '4',
    ...settings,
  };
  const database = `${pathname.slice(1)} = host=${hostname} port=${serverPort} dbname=${pathname.slice(1)}`;
  const lines = Object.entries(all).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(join(folder, 'pgbouncer.ini'), `[databases]\n${database}\n[pgbouncer]\n${lines.join('\n')}\n`);
  writeFileSync(all.auth_file, `"${username}" "${decodeURIComponent(password)}"\n`);
  // It refuses to run as root.
  const account = process.getuid?.() === 0 ? postgresAccount() : undefined;
  if (account)
    for (const path of [folder, join(folder, 'pgbouncer.ini'), all.auth_file])
      chownSync(path, account.uid, account.gid);
  const child = spawn('pgbouncer', ['-q', join(folder, 'pgbouncer.ini')], {
    ...account,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk) => (log += chunk));
  const address = new URL(postgres);
  address.port = String(port);
  for (let waited = 0; !(await answers(address.href)); waited += 50) {
    if (waited > 5_000 || child.exitCode !== null) throw new Error(`pgbouncer did not start: ${log}`);
    await sleep(50);
  }
  return {
    url: address.href,
    version: pgbouncerVersion() ?? '',
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => {});
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}
