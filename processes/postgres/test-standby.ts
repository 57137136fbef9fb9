import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startTestPostgres, type TestPostgres } from '#processes/postgres/test-postgres';

/**
 * A standby that follows a primary for tests. The primary is stopped while its files are copied; from then on it says
 * yes to a commit only when the standby has it.
 */
export async function startTestStandby(primary: TestPostgres): Promise<TestPostgres> {
  const copy = mkdtempSync(join(tmpdir(), 'news-portal-standby-'));
  await primary.pause();
  execFileSync('cp', ['-a', `${primary.folder}/.`, copy]);
  await primary.resume();
  const { hostname, port, username, password } = new URL(primary.url);
  const data = join(copy, 'postgres');
  writeFileSync(join(data, 'standby.signal'), '');
  appendFileSync(
    join(data, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)} application_name=standby'\n`,
  );
  const standby = await startTestPostgres({ quick: false, copyOf: copy });
  rmSync(copy, { recursive: true, force: true });
  await query(primary.url, "ALTER SYSTEM SET synchronous_standby_names = 'standby'");
  await query(primary.url, 'SELECT pg_reload_conf()');
  for (;;) {
    const { rows } = await query(primary.url, 'SELECT sync_state FROM pg_stat_replication');
    if (rows[0]?.sync_state === 'sync') return standby;
    await sleep(50);
  }
}

/** Makes a primary of a standby. */
export async function promote(standby: TestPostgres): Promise<void> {
  await query(standby.url, 'SELECT pg_promote()');
}

async function query(url: string, text: string) {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await client.query<{ sync_state: string }>(text);
  } finally {
    await client.end();
  }
}
