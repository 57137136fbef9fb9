import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { chown, mkdir, open, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { extract } from 'tar-stream';
import { databaseTrouble, isAway } from '#platform/database-trouble';
import type { BackupStore } from '#processes/backup/backup-store';
import { Damaged, decompress, readListed } from '#processes/backup/compressed';
import type { BaseManifest } from '#processes/backup/manifest';
import type { RestorePlan } from '#processes/backup/plan-restore';
import type { Account } from '#processes/postgres/postgres-account';
import { POSTGRES_USER, type PostgresHome } from '#processes/postgres/postgres-home';
import { SERVER_SETTINGS } from '#processes/postgres/postgres-settings';
import { endPostmaster, spawnPostmaster } from '#processes/postgres/postmaster';
import { StartupError } from '#processes/supervisor/startup-error';

/**
 * Makes the data of the embedded PostgreSQL from a backup, as it was at the plan's instant: beside its place, and moved
 * there when it is complete. `log` is the file that PostgreSQL writes its log to. Fails with a Damaged where the backup
 * is not as it was written, and with a StartupError where PostgreSQL cannot go on to the instant.
 */
export async function restoreData(
  { store, plan, home, log }: { store: BackupStore; plan: RestorePlan; home: PostgresHome; log: string },
  progress: (note: string) => void,
): Promise<void> {
  const { manifest } = plan;
  if (manifest.kind !== 'base') throw new Error('a dump has no files of PostgreSQL');
  const draft = `${home.data}.restored`;
  const logs = `${home.data}.wal`;
  for (const folder of [draft, logs]) {
    rmSync(folder, { recursive: true, force: true });
    makeFolder(folder, home.account);
  }
  try {
    await unpack(store, manifest, draft, home.account, progress);
    for (const [index, { log: name, file }] of plan.logs.entries()) {
      progress(`log, ${index} of ${plan.logs.length} files`);
      await fetchLog(store, file, join(logs, name), manifest.logBytes, home.account);
    }
    progress('going through the log');
    const password = await recover(home, draft, logs, log, plan);
    writeFileSync(home.passwordFile, password, { mode: 0o600 });
    renameSync(draft, home.data);
  } finally {
    for (const folder of [draft, logs]) rmSync(folder, { recursive: true, force: true });
  }
}

function makeFolder(folder: string, account: Account | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}

async function unpack(
  store: BackupStore,
  { files, size }: BaseManifest,
  folder: string,
  account: Account | undefined,
  progress: (note: string) => void,
): Promise<void> {
  const archive = extract();
  const unpacked = (async () => {
    let bytes = 0;
    for await (const entry of archive) {
      const { name, type } = entry.header;
      if (name.split('/').includes('..') || name.startsWith('/')) throw new Damaged(`${name} leads out of the backup`);
      const path = join(folder, name);
      if (type === 'directory') {
        await mkdir(path, { mode: 0o700, recursive: true });
        if (account) await chown(path, account.uid, account.gid);
        entry.resume();
        continue;
      }
      const file = await open(path, 'w', 0o600);
      try {
        for await (const chunk of entry as AsyncIterable<Uint8Array>) {
          await file.write(chunk);
          bytes += chunk.length;
        }
        if (account) await file.chown(account.uid, account.gid);
      } finally {
        await file.close();
      }
      progress(
        `${Math.min(99, Math.round((100 * bytes) / Math.max(1, size)))} % of ${(size / 1_048_576).toFixed(0)} MB`,
      );
    }
  })();
  const read = pipeline(decompress(readListed(store, files)), archive as unknown as NodeJS.WritableStream);
  await Promise.all([unpacked, read]);
}

async function fetchLog(
  store: BackupStore,
  name: string,
  path: string,
  bytes: number,
  account: Account | undefined,
): Promise<void> {
  const content = await store.read(name);
  if (!content) throw new Damaged(`${name} is missing`);
  const file = await open(path, 'w', 0o600);
  try {
    for await (const chunk of decompress(content) as AsyncIterable<Uint8Array>) await file.write(chunk);
    // One that was still being written goes on with zeros, as a new one does.
    await file.truncate(bytes);
    if (account) await file.chown(account.uid, account.gid);
  } finally {
    await file.close();
  }
}

/**
 * Has PostgreSQL go through the log until the instant, and gives its superuser a new password, which is returned. Nobody
 * else reaches it meanwhile: it listens in a folder of its account alone.
 */
async function recover(
  home: PostgresHome,
  data: string,
  logs: string,
  log: string,
  { at }: RestorePlan,
): Promise<string> {
  // Names of sockets may have a hundred characters.
  const socket = mkdtempSync(join(tmpdir(), 'news-portal-'));
  const trust = join(data, 'pg_hba.restore.conf');
  writeFileSync(join(data, 'recovery.signal'), '', { mode: 0o600 });
  writeFileSync(trust, 'local all all trust\n', { mode: 0o600 });
  if (home.account)
    for (const path of [socket, trust, join(data, 'recovery.signal')])
      chownSync(path, home.account.uid, home.account.gid);
  const settings = {
    ...SERVER_SETTINGS,
    listen_addresses: '',
    unix_socket_directories: socket,
    hba_file: trust,
    // A copy, not the file itself: PostgreSQL writes to what it is given.
    restore_command: `cp ${quoted(logs)}/%f %p`,
    recovery_target_action: 'promote',
    // Not the history of a database that was restored from this backup at another time.
    recovery_target_timeline: 'current',
  };
  const target = at && {
    recovery_target_time: at.toISOString().replace('T', ' ').replace('Z', '+00'),
    recovery_target_inclusive: 'on',
  };
  const password = randomBytes(24).toString('base64url');
  const finish = async (client: Client) => {
    await client.query(`ALTER ROLE ${escapeIdentifier(POSTGRES_USER)} PASSWORD ${escapeLiteral(password)}`);
    await client.query('CHECKPOINT');
  };
  try {
    const trouble = await run({ home, data, socket, log, settings: { ...settings, ...target } }, finish);
    // The log has everything until the instant, and ends before it: nothing was written any more.
    const isShort = target && trouble?.includes('recovery ended before configured recovery target was reached');
    const rest = isShort ? await run({ home, data, socket, log, settings }, finish) : trouble;
    if (rest !== undefined)
      throw new StartupError(`PostgreSQL could not restore the database: ${rest} (more in ${log})`);
    return password;
  } finally {
    rmSync(trust, { force: true });
    rmSync(socket, { recursive: true, force: true });
  }
}

type Run = { home: PostgresHome; data: string; socket: string; log: string; settings: Record<string, string> };

/** Starts PostgreSQL, does `work` when it has recovered, and stops it; returns why it ended before, if it did. */
async function run(
  { home, data, socket, log, settings }: Run,
  work: (client: Client) => Promise<void>,
): Promise<string | undefined> {
  const child = spawnPostmaster({ ...home, data, log, settings });
  try {
    return (await whenRecovered(child, socket, work)) ? undefined : await lastTrouble(log);
  } finally {
    await endPostmaster(child);
  }
}

/** Returns whether it has; else it has ended. */
async function whenRecovered(
  child: ChildProcess,
  host: string,
  work: (client: Client) => Promise<void>,
): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    const client = new Client({ host, user: POSTGRES_USER, database: 'postgres', connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ is: boolean }>('SELECT pg_is_in_recovery() AS is');
      if (rows[0]?.is === false) {
        await work(client);
        return true;
      }
    } catch (error) {
      if (!isStartingOrEnding(error)) throw error;
    } finally {
      await client.end().catch(() => {});
    }
    await sleep(100);
  }
  return false;
}

/** It ends by itself where the log is shorter than asked for: whether it has is then seen by the process. */
function isStartingOrEnding(error: unknown): boolean {
  const trouble = databaseTrouble(error);
  // Its socket is not there yet.
  return (error as { code?: string }).code === 'ENOENT' || (trouble !== undefined && isAway(trouble));
}

/** Whoever connects while it starts or ends is refused with such a line: that says what it did, and not why. */
const REFUSED = 'FATAL:  the database system is ';

async function lastTrouble(log: string): Promise<string> {
  const lines = existsSync(log) ? (await readFile(log, 'utf8')).trim().split('\n') : [];
  const trouble = lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line) && !line.includes(REFUSED));
  return trouble ?? lines.at(-1) ?? '';
}

/** For the shell that PostgreSQL runs; its own placeholders begin with %. */
function quoted(path: string): string {
  return `'${path.replaceAll('%', '%%').replaceAll("'", `'\\''`)}'`;
}
