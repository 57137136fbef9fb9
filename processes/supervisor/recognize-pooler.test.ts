import { afterAll, describe, expect, inject, it } from 'vitest';
import { databaseAt } from '#processes/checks/test-database.setup';
import { pgbouncerVersion, startTestPgbouncer, type TestPgbouncer } from '#processes/postgres/test-pgbouncer';
import { connectDatabase } from '#processes/supervisor/connect-database';
import { recognizePooler } from '#processes/supervisor/recognize-pooler';

const url = String(process.env.DATABASE_URL);

it('PostgreSQL itself is no pooler', async () => {
  expect(await recognizePooler(url)).toEqual({ isPooler: false, keepsNames: true });
});

it('two addresses of different databases are refused', async () => {
  await expect(connectDatabase(url, databaseAt(inject('postgres'), 'postgres'))).rejects.toThrow(
    /lead to different databases/,
  );
});

const version = pgbouncerVersion();

describe.skipIf(!version)(`PgBouncer ${version ?? '(not installed: left out)'}`, () => {
  const opened: TestPgbouncer[] = [];
  const open = async (settings: Record<string, string> = {}) => {
    const bouncer = await startTestPgbouncer(url, settings);
    opened.push(bouncer);
    return bouncer.url;
  };
  afterAll(() => Promise.all(opened.map((bouncer) => bouncer.stop())));

  it.each<Record<string, string>>([
    {},
    { default_pool_size: '1' },
    { server_round_robin: '1', default_pool_size: '10' },
  ])(
    'in transaction mode is recognized, with %o',
    async (settings) => {
      const pooled = await open(settings);
      expect((await recognizePooler(pooled)).isPooler).toBe(true);
      await expect(connectDatabase(pooled)).rejects.toThrow(/^DATABASE_URL leads to a pooler.*DATABASE_DIRECT_URL/);
      await expect(connectDatabase(pooled, pooled)).rejects.toThrow(/^DATABASE_DIRECT_URL leads to a pooler/);
      expect(await connectDatabase(pooled, url)).toMatchObject({
        isPooler: true,
        isUnlimited: true,
        isReadOnly: false,
      });
    },
    30_000,
  );

  it('in session mode is PostgreSQL itself', async () => {
    const pooled = await open({ pool_mode: 'session' });
    expect(await connectDatabase(pooled)).toMatchObject({ isPooler: false, keepsNames: true });
    const { connect } = await import('#platform/database');
    const client = connect(pooled, { max: 2 });
    expect(await client.$queryRaw`SELECT current_setting('statement_timeout') AS limit`).toEqual([{ limit: '5s' }]);
    await client.$disconnect();
  });

  it('in statement mode is refused', async () => {
    await expect(connectDatabase(await open({ pool_mode: 'statement' }))).rejects.toThrow(/is in statement mode/);
  });

  it('says what is wrong in its own words, and is understood', async () => {
    const address = new URL(await open({ max_client_conn: '20' }));
    const failing = (change: (own: URL) => void) => {
      const own = new URL(address);
      change(own);
      return connectDatabase(own.href, url);
    };
    await expect(failing((own) => (own.pathname = '/nosuch'))).rejects.toThrow(/has no database “nosuch”/);
    await expect(failing((own) => (own.password = 'wrong'))).rejects.toThrow(/refused the password/);
    await expect(failing((own) => (own.search = '?options=-cgeqo%3Doff'))).rejects.toThrow(/refuses a parameter/);
    await expect(failing((own) => (own.search = '?sslmode=verify-full'))).rejects.toThrow(/does not support TLS/);
  });
});
