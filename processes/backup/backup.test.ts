import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { readAllRows, readDefinitions } from '#e2e/logical-copy';
import { backUp, isOwnPlace } from '#processes/backup/back-up';
import type { BackupStore } from '#processes/backup/backup-store';
import { copyPictures } from '#processes/backup/copy-pictures';
import { LogFollower } from '#processes/backup/follow-log';
import { loadTables } from '#processes/backup/load-tables';
import { LOGS, manifestName, nextLog } from '#processes/backup/manifest';
import { planRestore, type RestorePlan } from '#processes/backup/plan-restore';
import { removeOld } from '#processes/backup/remove-old';
import { restoreData } from '#processes/backup/restore-data';
import { restorePictures } from '#processes/backup/restore-pictures';
import { storeInFolder } from '#processes/backup/store-in-folder';
import { verify } from '#processes/backup/verify';
import { databaseAt } from '#processes/checks/test-database.setup';
import { migrate } from '#processes/migrate/migrate';
import { postgresHome } from '#processes/postgres/postgres-home';
import { startTestPostgres, type TestPostgres } from '#processes/postgres/test-postgres';

const quietly = () => {};
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-backup-'));
  // As root PostgreSQL runs under another account, which has to get in.
  chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  // It may be killed.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Of all tables but that of migrations, which has their times. */
async function rowsOf(client: Client): Promise<object> {
  const { 'public._prisma_migrations': _, ...rows } = await readAllRows(client);
  return rows;
}

async function plan(store: BackupStore, at?: Date): Promise<RestorePlan> {
  const found = await planRestore(store, at);
  if (!found.ok) throw new Error(found.why);
  return found.plan;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}, 60_000);

it('an archive of a picture has the same bytes whenever it is made', async () => {
  const media = newFolder();
  mkdirSync(join(media, '0123'));
  for (const name of ['wide-320.jpg', 'master.png']) writeFileSync(join(media, '0123', name), name);
  const [one, other] = [storeInFolder(newFolder()), storeInFolder(newFolder())];
  const first = await copyPictures(one, media, [], quietly);
  await sleep(1_100);
  expect(await copyPictures(other, media, [], quietly)).toEqual(first);
  // Sizes that were cut since make another one; what is there is not written again.
  writeFileSync(join(media, '0123', 'wide-640.jpg'), 'wide-640.jpg');
  const [later] = await copyPictures(one, media, first, quietly);
  expect(later?.name).not.toBe(first[0]?.name);
});

it('knows which file of the log comes after another', () => {
  expect(nextLog('000000010000000000000001', 2 ** 24)).toBe('000000010000000000000002');
  expect(nextLog('0000000100000000000000FF', 2 ** 24)).toBe('000000010000000100000000');
  expect(nextLog('0000000200000009000000FF', 2 ** 24)).toBe('000000020000000A00000000');
  expect(nextLog('000000010000000000000003', 2 ** 30)).toBe('000000010000000100000000');
});

describe('the embedded database', () => {
  let postgres: TestPostgres;
  let data: string;
  let store: BackupStore;
  let follower: LogFollower;
  let client: Client;
  /** Headlines by when the database had acknowledged them. */
  const acknowledged: { headline: string; at: Date }[] = [];

  async function publish(count: number): Promise<void> {
    for (let number = 0; number < count; number++) {
      const headline = `Story ${acknowledged.length}`;
      await client.query(
        `WITH told AS (INSERT INTO story (section_id) SELECT min(id) FROM section RETURNING id, section_id)
         INSERT INTO article (story_id, section_id, language, slug, headline, standfirst, body, source, state, published_at)
         SELECT id, section_id, 'en', $1, $2, 'News.', '[]', '', 'published', now() FROM told`,
        [`story-${acknowledged.length}`, headline],
      );
      const { rows } = await client.query<{ at: Date }>('SELECT clock_timestamp() AS at');
      // A Date has no microseconds.
      acknowledged.push({ headline, at: new Date(Number(rows[0]?.at) + 1) });
      await sleep(20);
    }
  }

  async function headlines(url: string): Promise<string[]> {
    const restored = await connect(url);
    const { rows } = await restored.query<{ headline: string }>('SELECT headline FROM article ORDER BY id');
    await restored.end();
    return rows.map(({ headline }) => headline);
  }

  /** Restores to an instant in a new folder, and gives what is there. */
  async function restoredTo(at?: Date): Promise<string[]> {
    const folder = newFolder();
    await restoreData(
      { store, plan: await plan(store, at), home: postgresHome(folder), log: join(folder, 'log') },
      quietly,
    );
    const restored = await startTestPostgres({ copyOf: folder });
    try {
      return await headlines(restored.url);
    } finally {
      await restored.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  beforeAll(async () => {
    postgres = await startTestPostgres({ quick: false });
    data = postgresHome(postgres.folder).data;
    await migrate(postgres.url);
    client = await connect(postgres.url);
    await client.query(
      `INSERT INTO site_settings (founded_year) VALUES (2025);
       INSERT INTO section (key, position) VALUES ('region', 0);
       INSERT INTO picture (id, key, width, height) VALUES ('0123456789abcdef0123', 'map', 100, 100)`,
    );
    const media = join(String(process.env.DATA_DIR), 'media/0123456789abcdef0123');
    mkdirSync(media, { recursive: true });
    writeFileSync(join(media, 'wide-640.jpg'), 'a picture');
    store = storeInFolder(join(newFolder(), 'backups'));
    follower = new LogFollower(postgres.url, data, store);
    await publish(3);
    await follower.step();
    await backUp({ url: postgres.url, data }, store, quietly);
    await publish(3);
    // Another file of the log begins.
    await client.query('SELECT pg_switch_wal()');
    await publish(3);
    await follower.step();
    await publish(3);
    await follower.step();
  }, 120_000);

  afterAll(async () => {
    await client.end().catch(() => {});
    await postgres.stop();
  });

  it('is restored to the last instant that was copied, also after kill -9', async () => {
    const last = acknowledged.length;
    await publish(2);
    await postgres.kill();
    expect(await restoredTo()).toEqual(acknowledged.slice(0, last).map(({ headline }) => headline));
    // What PostgreSQL finds on its own disk has not been harmed.
    await postgres.resume();
    client = await connect(postgres.url);
    expect(await headlines(postgres.url)).toHaveLength(last + 2);
    await follower.step();
    expect(await restoredTo()).toEqual(acknowledged.map(({ headline }) => headline));
  }, 120_000);

  it('is restored to any instant since: exactly what was acknowledged until then', async () => {
    for (const count of [5, 11]) {
      const at = acknowledged[count - 1]?.at as Date;
      expect(await restoredTo(at)).toEqual(acknowledged.slice(0, count).map(({ headline }) => headline));
    }
  }, 120_000);

  it('says which instants there are', async () => {
    const early = await planRestore(store, new Date(0));
    const late = await planRestore(store, new Date('2999-01-01'));
    expect([early, late]).toMatchObject([
      { ok: false, why: 'too-early' },
      { ok: false, why: 'too-late' },
    ]);
    expect(await planRestore(storeInFolder(newFolder()), undefined)).toEqual({ ok: false, why: 'nothing' });
  });

  it('an instant after the last change is that state', async () => {
    await sleep(1_100);
    const later = new LogFollower(postgres.url, data, store);
    const { until } = await later.step();
    expect(until > (acknowledged.at(-1)?.at as Date)).toBe(true);
    expect(await restoredTo(until)).toEqual(acknowledged.map(({ headline }) => headline));
  }, 60_000);

  it('says why PostgreSQL has ended, also where it ends while it is being asked', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'bin'));
    writeFileSync(
      join(folder, 'bin/postgres'),
      `#!${process.execPath}
      const place = process.argv.find((one) => one.startsWith('unix_socket_directories=')).split('=')[1];
      const end = () => {
        console.error('FATAL:  this is why');
        // As it says to whoever connects meanwhile.
        console.error('FATAL:  the database system is in recovery mode');
        process.exit(1);
      };
      require('node:net').createServer((socket) => socket.once('data', () => socket.end(() => setTimeout(end, 300))))
        .listen(place + '/.s.PGSQL.5432');`,
      { mode: 0o755 },
    );
    const home = { ...postgresHome(folder), programs: folder };
    const restoring = restoreData({ store, plan: await plan(store), home, log: join(folder, 'log') }, quietly);
    await expect(restoring).rejects.toThrow(/could not restore the database: FATAL: {2}this is why/);
  }, 60_000);

  it('is verified beside: rows, indexes, pictures, and against the running one', async () => {
    const verified = await verify({ store, plan: await plan(store), live: postgres.url }, quietly);
    expect(verified).toMatchObject({ pictures: 1, troubles: [] });
    expect([verified.tables > 50, verified.rows > 15, verified.indexes > 100]).toEqual([true, true, true]);
  }, 60_000);

  it('a picture that is lost, and a row that says something else, are found', async () => {
    await client.query("INSERT INTO picture (id, key, width, height) VALUES ('ffff456789abcdef0123', 'lost', 1, 1)");
    await follower.step();
    const { troubles } = await verify({ store, plan: await plan(store), live: postgres.url }, quietly);
    expect(troubles).toEqual(['the files of 1 pictures are missing, ffff456789abcdef0123 among them']);
    await client.query("DELETE FROM picture WHERE key = 'lost'");
    await follower.step();
    // Behind the back of everything that notes a change.
    await client.query(
      'SET session_replication_role = replica; UPDATE site_settings SET founded_year = 1999; RESET session_replication_role',
    );
    const later = await verify({ store, plan: await plan(store), live: postgres.url }, quietly);
    expect(later.troubles).toEqual([expect.stringContaining('1 rows of site_settings are not as in the running')]);
    await client.query(
      'SET session_replication_role = replica; UPDATE site_settings SET founded_year = 2025; RESET session_replication_role',
    );
  }, 120_000);

  it('the pictures come back, those that came later too', async () => {
    vi.stubEnv('DATA_DIR', newFolder());
    const { manifest } = await plan(store);
    expect(await restorePictures(store, manifest, quietly)).toEqual({ done: 1, troubles: [] });
    const file = join(String(process.env.DATA_DIR), 'media/0123456789abcdef0123/wide-640.jpg');
    expect(readFileSync(file, 'utf8')).toBe('a picture');
    // One that is lost keeps no other back.
    const [one] = manifest.pictures;
    const lost = {
      ...manifest,
      pictures: [...manifest.pictures, { ...one, name: 'pictures/lost.tar' }],
    } as typeof manifest;
    expect(await restorePictures(store, lost, quietly)).toEqual({
      done: 1,
      troubles: ['pictures/lost.tar is missing'],
    });
    vi.unstubAllEnvs();
  });

  it('goes on being backed up after a restore, on a timeline of its own', async () => {
    const folder = newFolder();
    const at = acknowledged[4]?.at as Date;
    await restoreData(
      { store, plan: await plan(store, at), home: postgresHome(folder), log: join(folder, 'log') },
      quietly,
    );
    const restored = await startTestPostgres({ copyOf: folder, quick: false });
    const home = postgresHome(restored.folder);
    await new LogFollower(restored.url, home.data, store).step();
    const manifest = await backUp({ url: restored.url, data: home.data }, store, quietly);
    expect(manifest.kind === 'base' && manifest.firstLog.slice(0, 8)).toBe('00000002');
    const writer = await connect(restored.url);
    await writer.query("UPDATE article SET headline = 'Changed after the restore' WHERE slug = 'story-0'");
    await writer.end();
    await new LogFollower(restored.url, home.data, store).step();
    await restored.stop();
    const restoredAgain = await restoredTo();
    expect([restoredAgain.length, restoredAgain[0]]).toEqual([5, 'Changed after the restore']);
    // That backup is of another history: it is taken away for the tests that follow.
    await store.remove([`backups/${manifest.id}/manifest.json`]);
  }, 120_000);

  it.each([
    ['a piece that was changed', ({ manifest }: RestorePlan) => manifest.files[0]?.name],
    ['a file of the log that was changed', ({ logs }: RestorePlan) => logs[0]?.file],
  ])(
    '%s is not restored, and leaves nothing behind',
    async (_, one) => {
      const copy = newFolder();
      execFileSync('cp', ['-a', `${store.place}/.`, copy]);
      const damaged = storeInFolder(copy);
      const file = join(copy, one(await plan(damaged)) ?? '');
      const bytes = readFileSync(file);
      bytes.fill(1, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 20);
      writeFileSync(file, bytes);
      const folder = newFolder();
      const restoring = restoreData(
        { store: damaged, plan: await plan(damaged), home: postgresHome(folder), log: join(folder, 'log') },
        quietly,
      );
      await expect(restoring).rejects.toThrow();
      expect(readdirSync(folder).filter((entry) => entry !== 'log')).toEqual([]);
    },
    60_000,
  );

  it('does not go to a place with backups of another database', async () => {
    const other = await startTestPostgres();
    await migrate(other.url);
    await expect(backUp({ url: other.url, data: postgresHome(other.folder).data }, store, quietly)).rejects.toThrow(
      /backups of another database/,
    );
    // Nor does its log, which would be written over this one's.
    expect([await isOwnPlace(other.url, store), await isOwnPlace(postgres.url, store)]).toEqual([false, true]);
    await other.stop();
  }, 60_000);

  it('the log that nothing needs any more is removed with the backups before it', async () => {
    const before = (await plan(store)).manifest;
    await publish(1);
    await follower.step();
    const manifest = await backUp({ url: postgres.url, data }, store, quietly);
    expect(await removeOld(store, 1)).toBe(0);
    const inTenDays = new Date(Date.now() + 10 * 86_400_000);
    // The last backup is older than that: it stays.
    expect(await removeOld(store, 1, inTenDays)).toBe(0);
    await store.remove([`backups/${before.id}/manifest.json`]);
    expect(await removeOld(store, 30)).toBe(0);
    const logs = (await store.list(LOGS)).map(({ name }) => name.slice(LOGS.length, LOGS.length + 24));
    const first = manifest.kind === 'base' ? manifest.firstLog : '';
    expect(logs.filter((log) => /^0{7}1[0-9A-F]{16}$/.test(log) && log < first)).toEqual([]);
    expect(await restoredTo()).toEqual(acknowledged.map(({ headline }) => headline));
  }, 60_000);
});

it('a database elsewhere is copied by SQL, and loaded into an empty one, with an owner’s rights', async () => {
  const server = await connect(inject('postgres'));
  await server.query("CREATE ROLE tenant LOGIN PASSWORD 'tenant' NOSUPERUSER");
  await server.query('CREATE DATABASE dumped OWNER tenant');
  await server.query('CREATE DATABASE loaded OWNER tenant');
  for (const name of ['dumped', 'loaded']) {
    const admin = await connect(databaseAt(inject('postgres'), name));
    for (const extension of ['pg_trgm', 'unaccent', 'btree_gin'])
      await admin.query(`CREATE EXTENSION IF NOT EXISTS ${extension}`);
    await admin.end();
  }
  const urlOf = (name: string) => {
    const address = new URL(databaseAt(inject('postgres'), name));
    [address.username, address.password] = ['tenant', 'tenant'];
    return address.href;
  };
  await migrate(urlOf('dumped'));
  const original = await connect(urlOf('dumped'));
  await original.query(
    `INSERT INTO site_settings (founded_year) VALUES (2025);
     INSERT INTO section (key, position) VALUES ('region', 0);
     WITH told AS (INSERT INTO story (section_id) SELECT min(id) FROM section RETURNING id, section_id)
     INSERT INTO article (story_id, section_id, language, slug, headline, standfirst, body, source, state, published_at)
     SELECT id, section_id, 'en', 'a', E'Tabs\\tand\\nlines', '\\N', '[]', '', 'published', now() FROM told`,
  );
  const store = storeInFolder(newFolder());
  const manifest = await backUp({ url: urlOf('dumped'), data: undefined }, store, quietly);
  if (manifest.kind !== 'dump') throw new Error('not a dump');
  await loadTables({ url: urlOf('loaded'), store, manifest }, quietly);
  const copy = await connect(urlOf('loaded'));
  expect(await rowsOf(copy)).toEqual(await rowsOf(original));
  expect(await readDefinitions(copy)).toEqual(await readDefinitions(original));
  // Triggers are back.
  await copy.query("UPDATE public.article SET headline = 'Changed' WHERE slug = 'a'");
  const { rows } = await copy.query('SELECT FROM public.outbox');
  expect(rows.length).toBeGreaterThan(1);
  await expect(loadTables({ url: urlOf('loaded'), store, manifest }, quietly)).rejects.toThrow(/has tables already/);
  const verified = await verify({ store, plan: await plan(store), live: urlOf('dumped') }, quietly);
  expect(verified.troubles).toEqual([]);
  for (const client of [original, copy]) await client.end();
  for (const name of ['dumped', 'loaded']) await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await server.query('DROP ROLE tenant');
  await server.end();
}, 120_000);

it('a backup of another major version of PostgreSQL is refused, with who can read it', async () => {
  const [place, dataFolder] = [newFolder(), newFolder()];
  const at = '2026-11-29T03:00:00.000Z';
  const manifest = {
    ...{ format: 1, kind: 'base', id: '2026-11-29T03-00-00Z', begunAt: at, endedAt: at, version: '0.1.5' },
    ...{ postgresVersion: '17.10', migrations: [], size: 1, files: [], pictures: [], systemIdentifier: '7' },
    ...{ firstLog: '000000010000000000000002', lastLog: '000000010000000000000002', logBytes: 2 ** 24 },
  };
  await storeInFolder(place).write(manifestName(manifest.id), [Buffer.from(JSON.stringify(manifest))]);
  for (const command of ['--restore', '--verify']) {
    const { status, stderr } = spawnSync(process.execPath, ['processes/backup.ts', command, place], {
      env: { ...process.env, DATABASE_URL: '', DATA_DIR: dataFolder },
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/is of PostgreSQL 17, and this version .* Restore it with version 0\.1\.5 of the portal/),
    ]);
  }
  expect(readdirSync(dataFolder)).toEqual([]);
}, 60_000);
