import { readFileSync } from 'node:fs';
import { Client, Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guarded } from '#app/api/answer';
import { connect } from '#platform/database';
import { type DatabaseTrouble, databaseTrouble } from '#platform/database-trouble';
import { currentTrouble, forgetTrouble, noteTrouble, troubleOf } from '#platform/noted-trouble';
import { anyPort } from '#processes/supervisor/free-port';

process.env.LOG_LEVEL = 'silent';
const LIMITS = { max: 1, statement_timeout: 500, lock_timeout: 200, connectionTimeoutMillis: 300 };
const url = () => String(process.env.DATABASE_URL);

let database: ReturnType<typeof connect>;
let pool: Pool;
let other: Client;

beforeAll(async () => {
  database = connect(url(), LIMITS);
  pool = new Pool({ connectionString: url(), ...LIMITS });
  pool.on('error', () => {});
  other = new Client({ connectionString: url() });
  await other.connect();
  await other.query(`
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
      $$ BEGIN RAISE EXCEPTION USING ERRCODE = NEW.url; END $$;
    CREATE TRIGGER fail BEFORE INSERT ON social_link FOR EACH ROW EXECUTE FUNCTION fail()`);
});

afterAll(async () => {
  await other.end();
  await pool.end();
  await database.$disconnect();
});

const caught = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** The same through a model of Prisma, a statement of Prisma, and pg. */
const WAYS: Record<string, (url: string) => Promise<unknown>> = {
  model: (code) => database.socialLink.create({ data: { position: 1, url: code } }),
  statement: (code) => database.$executeRaw`INSERT INTO social_link VALUES (1, ${code})`,
  pg: (code) => pool.query('INSERT INTO social_link VALUES (1, $1)', [code]),
};

const SQLSTATES: [DatabaseTrouble | undefined, string[]][] = [
  ['unreachable', ['08000', '08006', '57P05', '58030', '28P01', '3D000']],
  ['failing-over', ['57P01', '57P02', '57P03']],
  ['read-only', ['25006']],
  ['full', ['53100']],
  ['overloaded', ['53000', '53200', '53300', '55P03', '57014', '40001', '40P01', '25P03', '25P04']],
  [undefined, ['22012', '23514', '25000', '42601', '55000', '57000', 'P0001', 'XX000']],
];

describe.each(Object.entries(WAYS))('an error through %s', (_, fail) => {
  it.each(SQLSTATES.flatMap(([name, codes]) => codes.map((code) => [code, name] as const)))(
    '%s is %s',
    async (code, name) => {
      expect(databaseTrouble(await caught(fail(code)))).toBe(name);
    },
  );
});

describe('what pg and PostgreSQL end by themselves', () => {
  const ends = { statement: () => database.$queryRaw`SELECT pg_sleep(2)`, pg: () => pool.query('SELECT pg_sleep(2)') };
  const sleep = {
    statement: () => database.$queryRaw`SELECT pg_sleep(0.4)`,
    pg: () => pool.query('SELECT pg_sleep(0.4)'),
  };
  const kill = () =>
    other.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%pg_sleep%' AND state = 'active'`,
    );

  it.each(['statement', 'pg'] as const)('%s: a statement, a wait for a connection, a connection', async (way) => {
    expect(databaseTrouble(await caught(ends[way]()))).toBe('overloaded');
    const running = caught(sleep[way]());
    expect(databaseTrouble(await caught(sleep[way]()))).toBe('overloaded');
    await running;
    const killed = caught(sleep[way]());
    await expect.poll(async () => (await kill()).rowCount).toBe(1);
    expect(databaseTrouble(await killed)).toMatch(/failing-over|unreachable/);
  });

  it('a wait for a lock', async () => {
    await other.query('BEGIN; LOCK TABLE social_link');
    expect(databaseTrouble(await caught(database.socialLink.count()))).toBe('overloaded');
    expect(databaseTrouble(await caught(pool.query('SELECT FROM social_link')))).toBe('overloaded');
    await other.query('ROLLBACK');
  });

  it('a server without a word', async () => {
    const silent = connect(url(), { ...LIMITS, query_timeout: 100 });
    expect(databaseTrouble(await caught(silent.$queryRaw`SELECT pg_sleep(0.4)`))).toBe('overloaded');
    await silent.$disconnect();
  });

  it('a server that is not there', async () => {
    const address = `postgres://a:b@127.0.0.1:${await anyPort()}/c`;
    const nowhere = connect(address);
    const nowherePool = new Pool({ connectionString: address });
    expect(databaseTrouble(await caught(nowhere.socialLink.count()))).toBe('unreachable');
    expect(databaseTrouble(await caught(nowhere.$queryRaw`SELECT 1`))).toBe('unreachable');
    expect(databaseTrouble(await caught(nowherePool.query('SELECT 1')))).toBe('unreachable');
    await nowherePool.end();
    expect(databaseTrouble(await caught(nowherePool.query('SELECT 1')))).toBe('unreachable');
    await nowhere.$disconnect();
  });

  it('each by a message that pg has', () => {
    const source = ['pg/lib/client.js', 'pg-pool/index.js'].map((file) => readFileSync(`node_modules/${file}`, 'utf8'));
    const own = [...source.join().matchAll(/Error\((?:this\._ending \? new Error\()?'([^']+)'/g)].map(
      ([, text]) => text,
    );
    expect(own.length).toBeGreaterThan(10);
    const known = own.filter((message) => databaseTrouble(new Error(message)));
    // What else pg says has been done wrong by us, or by the server's protocol.
    expect(own.filter((text) => /connect|timeout|terminated/i.test(String(text)) && !known.includes(text))).toEqual([
      'Client has already been connected. You cannot reuse a client.',
    ]);
  });
});

it('words are no reason: only codes, and whole messages of pg', async () => {
  const wrong = database.$queryRawUnsafe("SELECT nothing /* 57P01 ECONNREFUSED */ FROM nowhere WHERE a = '53300'");
  expect(databaseTrouble(await caught(wrong))).toBeUndefined();
  expect(databaseTrouble(new Error('Connection terminated, says the story'))).toBeUndefined();
  expect(databaseTrouble('ECONNREFUSED')).toBeUndefined();
  expect(databaseTrouble(undefined)).toBeUndefined();
});

it('follows causes, but not without end', () => {
  expect(databaseTrouble(new Error('query failed', { cause: { code: 'ECONNREFUSED' } }))).toBe('unreachable');
  const circular: { cause?: unknown } = {};
  circular.cause = circular;
  expect(databaseTrouble(circular)).toBeUndefined();
});

it('the API answers 503 with Retry-After, and health has its name', async () => {
  forgetTrouble();
  for (const [name, codes] of SQLSTATES) {
    const id = `request-${name}`;
    const request = new Request('http://news.test/api/articles', { headers: { 'x-request-id': id } });
    if (!name) continue;
    const response = await guarded(() => WAYS.model?.(codes[0] ?? '') as Promise<Response>)(request, {});
    expect([name, response.status, response.headers.get('retry-after')]).toEqual([name, 503, '30']);
    expect([troubleOf(id), currentTrouble()]).toEqual([name, name]);
  }
  expect(noteTrouble(new Error('wrong'))).toBeUndefined();
  forgetTrouble();
  expect(currentTrouble()).toBeUndefined();
});
