import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { BenchHouse } from '#bench/bench-server';
import { loadStories } from '#bench/corpus';
import { Machines } from '#bench/day/machines';
import { Readers, type Reading } from '#bench/day/readers';
import { Staff } from '#bench/day/staff';
import { backUp } from '#processes/backup/back-up';
import type { BackupStore } from '#processes/backup/backup-store';
import { LogFollower } from '#processes/backup/follow-log';
import { planRestore } from '#processes/backup/plan-restore';
import { restoreData } from '#processes/backup/restore-data';
import { storeInFolder } from '#processes/backup/store-in-folder';
import { postgresHome } from '#processes/postgres/postgres-home';
import { startTestPostgres } from '#processes/postgres/test-postgres';
import { startTestStandby } from '#processes/postgres/test-standby';

const MINUTES = Number(process.env.MINUTES ?? 20);
const STORIES = 10_000;

export type Day = {
  minutes: number;
  stories: number;
  reading: Reading;
  published: number;
  /** From the acknowledgement until the story is on all machines, milliseconds. */
  visible: { p50: number; p99: number; slowest: number };
  saved: number;
  /** Saves and publications that got an error: people try them again. */
  refused: number;
  /** What was acknowledged and is not there at the end; must be empty. */
  lost: string[];
  /** Stories that were acknowledged before the backup ended, and those of them that a restore beside has not. */
  backup: { mustHave: number; lacks: string[] };
};

/**
 * A day of a paper in twenty minutes, on two machines with one database and a replica, on the processors of this one:
 * people publish every four seconds and write all the time, readers read, and all that is in docs/faults.md of a normal
 * year happens once. Everything is seen as by a balancer in front.
 */
export async function measureDay(house: BenchHouse, progress: (note: string) => void): Promise<Day> {
  await loadStories(house.databaseUrl, 0, STORIES, () => progress('the archive is loaded'));
  // Stories and authors were loaded with numbers of their own.
  for (const table of ['story', 'author'])
    await query(
      house.databaseUrl,
      `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`,
    );
  await query(house.databaseUrl, "INSERT INTO author (key) VALUES ('anna')");
  const replica = await startTestStandby(house.postgres);
  await query(house.databaseUrl, "ALTER SYSTEM SET synchronous_standby_names = ''");
  await query(house.databaseUrl, 'SELECT pg_reload_conf()');
  const machines = await Machines.start(house, { DATABASE_READ_URLS: replica.url, DRAIN_SECONDS: '1' });
  const slugs = Array.from({ length: STORIES }, (_, index) => `en-${STORIES - index}`);
  const staff = new Staff(machines, (slug) => slugs.unshift(slug));
  const readers = new Readers(machines, slugs);
  await staff.begin();

  const data = postgresHome(house.postgres.folder).data;
  const place = join(house.folder, 'backups');
  mkdirSync(place);
  const store = storeInFolder(place);
  const follower = new LogFollower(house.databaseUrl, data, store);
  let mustHave: string[] = [];
  let restored: string[] = [];

  const happenings: [name: string, happen: () => Promise<unknown>][] = [
    ['quiet', async () => {}],
    ['the replica lags', () => query(replica.url, 'SELECT pg_wal_replay_pause()')],
    ['the replica has caught up', () => query(replica.url, 'SELECT pg_wal_replay_resume()')],
    ['the replica is lost', () => replica.kill()],
    ['the replica is back', () => replica.resume()],
    ['a web process is killed', async () => machines.killWebProcesses('a')],
    [
      'a backup',
      async () => {
        await follower.step();
        await backUp({ url: house.databaseUrl, data }, store, () => {});
        mustHave = staff.published.map(({ what }) => what);
        await follower.step();
      },
    ],
    [
      'a restore beside',
      async () => {
        restored = await restoreBeside(store);
      },
    ],
    ['a machine is shut down', () => machines.shutDown('b')],
    ['it is there again', () => machines.boot('b')],
    ['PostgreSQL is restarted', async () => [await house.postgres.pause(), await house.postgres.resume()]],
    ['quiet again', async () => {}],
  ];
  try {
    const each = (MINUTES * 60_000) / happenings.length;
    for (const [name, happen] of happenings) {
      progress(name);
      readers.during = name;
      const begun = performance.now();
      await happen();
      await sleep(Math.max(0, each - (performance.now() - begun)));
    }
    await staff.end();
    const reading = await readers.stop();
    const times = staff.published.map(({ visibleMs }) => visibleMs).toSorted((a, b) => a - b);
    const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
    return {
      ...{ minutes: MINUTES, stories: STORIES, reading, published: staff.published.length },
      visible: { p50: at(0.5), p99: at(0.99), slowest: at(1) },
      ...{ saved: staff.saved.length, refused: staff.refused, lost: await staff.lost() },
      backup: { mustHave: mustHave.length, lacks: mustHave.filter((slug) => !restored.includes(slug)) },
    };
  } finally {
    await staff.end();
    await readers.stop();
    await machines.stop();
    await replica.stop();
  }
}

/** Slugs of all stories that a backup has, restored in a folder that is removed again. */
async function restoreBeside(store: BackupStore): Promise<string[]> {
  const plan = await planRestore(store, undefined);
  if (!plan.ok) throw new Error(plan.why);
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-day-'));
  // Its database runs under another account, which has to get in.
  chmodSync(folder, 0o711);
  await restoreData({ store, plan: plan.plan, home: postgresHome(folder), log: join(folder, 'log') }, () => {});
  const postgres = await startTestPostgres({ copyOf: folder });
  rmSync(folder, { recursive: true, force: true });
  const rows = await query(postgres.url, 'SELECT slug FROM article');
  await postgres.stop();
  return rows.map(({ slug }) => String(slug));
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return (await client.query(text).finally(() => client.end())).rows;
}
