import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { readAllRows, readDefinitions } from '#e2e/logical-copy';
import { databaseTrouble, isAway } from '#platform/database-trouble';
import { migrate } from '#processes/migrate/migrate';
import { COPY_SETTINGS, copyToDraft } from '#processes/postgres/majors/copy-to-draft';
import { dataMajor, packagedMajor } from '#processes/postgres/majors/data-major';
import { moveToOwnMajor } from '#processes/postgres/majors/move-to-own-major';
import { fetchableMajors, programsOfMajor } from '#processes/postgres/majors/programs-of-major';
import { draftOf, keptOf } from '#processes/postgres/majors/swap-data';
import { postgresHome, readPassword } from '#processes/postgres/postgres-home';
import { packagedPrograms, platformPackage } from '#processes/postgres/postgres-programs';
import { endPrivatePostgres, startPrivatePostgres } from '#processes/postgres/private-postgres';
import { startTestPostgres } from '#processes/postgres/test-postgres';
import { openEmbeddedDatabase } from '#processes/supervisor/command-database';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-major-'));
  // As root PostgreSQL runs under another account, which has to get in.
  chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
}

/** Data of another major version, as far as it is looked at before anything is begun. */
function dataOf(major: number): string {
  const folder = newFolder();
  mkdirSync(join(folder, 'postgres/base'), { recursive: true });
  writeFileSync(join(folder, 'postgres/PG_VERSION'), `${major}\n`);
  writeFileSync(join(folder, 'postgres.password'), 'password');
  return folder;
}

const move = (folder: string) => moveToOwnMajor(postgresHome(folder), join(folder, 'postgres.log'), () => {});

describe('what cannot be moved is refused, and left as it is', () => {
  const expectUnchanged = (folder: string, major: number, others: string[] = []) => {
    expect(dataMajor(join(folder, 'postgres'))).toBe(major);
    expect(readdirSync(folder).sort()).toEqual(['postgres', 'postgres.password', ...others].sort());
  };

  it('data of a later version', async () => {
    const folder = dataOf(packagedMajor() + 1);
    await expect(move(folder)).rejects.toThrow(
      `is of PostgreSQL ${packagedMajor() + 1}, and this version of the portal has PostgreSQL ${packagedMajor()}`,
    );
    expectUnchanged(folder, packagedMajor() + 1);
  });

  it('data of a version that is not known', async () => {
    const folder = dataOf(9);
    await expect(move(folder)).rejects.toThrow('Start an earlier version of the portal first');
    expectUnchanged(folder, 9);
  });

  it('where the data of another move lies', async () => {
    const folder = dataOf(packagedMajor() - 1);
    const kept = keptOf('postgres', packagedMajor() - 1);
    mkdirSync(join(folder, kept));
    await expect(move(folder)).rejects.toThrow('Move it away');
    expectUnchanged(folder, packagedMajor() - 1, [kept]);
  });

  it('where the registry of npm cannot be reached', async () => {
    const folder = dataOf(packagedMajor() - 1);
    vi.stubEnv('npm_config_registry', 'http://127.0.0.1:9');
    vi.stubEnv('npm_config_fetch_retries', '0');
    // Without the releases of this checkout.
    vi.stubEnv('CHECKOUT', folder);
    await expect(move(folder)).rejects.toThrow('Start again where the registry of npm can be reached');
    vi.unstubAllEnvs();
    expectUnchanged(folder, packagedMajor() - 1);
  }, 60_000);

  it('by a command, which says to start the portal', async () => {
    const folder = dataOf(packagedMajor() - 1);
    await expect(openEmbeddedDatabase(folder)).rejects.toThrow('Start the portal once, which moves it over: npm start');
    expectUnchanged(folder, packagedMajor() - 1);
  });
});

it('data of our own version is left alone, and what a killed move has left is removed', async () => {
  const folder = dataOf(packagedMajor());
  for (const name of ['postgres.next', 'postgres.rows', 'postgres.programs']) mkdirSync(join(folder, name));
  await move(folder);
  expect(readdirSync(folder).sort()).toEqual(['postgres', 'postgres.password']);
});

it('the version before ours can be fetched, and every one since the first', () => {
  const majors = fetchableMajors();
  const last = packagedMajor() - 1;
  expect(majors).toEqual(
    Array.from({ length: last - Math.min(...majors) + 1 }, (_, index) => Math.min(...majors) + index),
  );
  for (const major of majors) {
    const folder = join(import.meta.dirname, String(major));
    const { optionalDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
    for (const [name, version] of Object.entries(optionalDependencies)) {
      expect(version).toMatch(new RegExp(`^${major}\\.\\d`));
      expect(packages[`node_modules/${name}`]).toMatchObject({ version, integrity: expect.stringMatching(/^sha512-/) });
    }
  }
});

it('programs of an earlier release of the portal are taken where they lie', async () => {
  const checkout = newFolder();
  const release = join(checkout, '.releases/0123456789ab/node_modules', platformPackage());
  mkdirSync(join(release, 'native/bin'), { recursive: true });
  writeFileSync(join(release, 'package.json'), JSON.stringify({ version: '16.14.0-beta.17' }));
  vi.stubEnv('CHECKOUT', checkout);
  const home = postgresHome(newFolder());
  expect(await programsOfMajor(16, home, () => {})).toBe(join(release, 'native'));
  vi.unstubAllEnvs();
});

// From our own major version to itself: what differs from a move is the programs alone, and bench/postgres-major.ts has
// those.
describe('copying', () => {
  const log = (folder: string) => join(folder, 'postgres.log');
  const copy = (folder: string) => copyToDraft(postgresHome(folder), packagedPrograms(), log(folder), () => {});

  async function portal(sql: string): Promise<string> {
    const postgres = await startTestPostgres();
    folders.push(postgres.folder);
    await migrate(postgres.url);
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    await client.query(sql);
    await client.end();
    await postgres.pause();
    return postgres.folder;
  }

  async function read(folder: string, data: string) {
    const home = postgresHome(folder);
    const postgres = await startPrivatePostgres(
      { ...home, data, log: log(folder), settings: COPY_SETTINGS },
      readPassword(home),
    );
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    const sequences = await client.query('SELECT sequencename, last_value FROM pg_sequences ORDER BY 1');
    const { 'public.backup_plan': plan, ...rows } = await readAllRows(client);
    const definitions = await readDefinitions(client);
    await client.end();
    await postgres.stop();
    return {
      plan,
      all: { rows: { ...rows, 'public._prisma_migrations': [] }, definitions, sequences: sequences.rows },
    };
  }

  it('has every row, sequence and definition, and gives backups another place', async () => {
    const folder = await portal(
      `INSERT INTO site_settings (founded_year) VALUES (2025);
       INSERT INTO section (key, position) SELECT 'section-' || number, number FROM generate_series(1, 500) AS number;
       INSERT INTO backup_plan (place, hour, keep_days) VALUES ('s3://bucket/portal/', 3, 30)`,
    );
    const { data } = postgresHome(folder);
    await copy(folder);
    const [before, after] = [await read(folder, data), await read(folder, draftOf(data))];
    expect(after.all).toEqual(before.all);
    expect(before.plan?.[0]).toContain('s3://bucket/portal/,');
    expect(after.plan?.[0]).toContain(`s3://bucket/portal/postgres-${packagedMajor()},`);
  }, 60_000);

  it('what is not the portal’s is refused by name', async () => {
    const folder = await portal(
      `CREATE ROLE reporter; CREATE SCHEMA reports; CREATE TABLE reports.daily (); CREATE VIEW few AS SELECT 1 AS one;
       CREATE TABLE notes (); CREATE EXTENSION hstore; ALTER ROLE portal SET work_mem = '8MB'; SELECT lo_create(0)`,
    );
    await expect(copy(folder)).rejects.toThrow(
      'The database has what is not the portal’s: extension hstore, large objects, role reporter, schema reports, ' +
        'settings of portal, table public.notes, table reports.daily, view public.few.',
    );
    expect(existsSync(join(dirname(postgresHome(folder).data), 'postgres.rows'))).toBe(false);
  }, 60_000);

  it.each([/reading/, /writing/])(
    'ends with both servers when these are stopped at %s',
    async (moment) => {
      const folder = await portal('');
      let stopped: Promise<void> | undefined;
      const copying = copyToDraft(postgresHome(folder), packagedPrograms(), log(folder), (note) => {
        if (moment.test(note)) stopped ??= endPrivatePostgres();
      });
      // PostgreSQL says that it stops, or the system that nobody is there any more.
      await expect(copying).rejects.toSatisfy((error) => isAway(databaseTrouble(error) ?? 'overloaded'));
      await stopped;
      for (const data of [postgresHome(folder).data, draftOf(postgresHome(folder).data)])
        expect(existsSync(join(data, 'postmaster.pid'))).toBe(false);
    },
    60_000,
  );

  it('a database without tables is copied as that', async () => {
    const postgres = await startTestPostgres();
    folders.push(postgres.folder);
    await postgres.pause();
    await copy(postgres.folder);
    expect(dataMajor(draftOf(postgresHome(postgres.folder).data))).toBe(packagedMajor());
  }, 60_000);
});
