import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCuttableConnection } from '#e2e/cuttable-connection';
import { connect, database, sql } from '#platform/database';
import { DatabaseLimit, TOO_SLOW, withDatabaseLimit } from '#platform/database-limit';
import { databaseTrouble } from '#platform/database-trouble';

let other: Client;
beforeAll(async () => {
  other = new Client({ connectionString: process.env.DATABASE_URL });
  await other.connect();
  // The first statement of a process takes long: what it needs is loaded then.
  await database().$queryRaw`SELECT 1`;
});
afterAll(() => other.end());

async function failureOf(work: Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const begun = performance.now();
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { error, ms: performance.now() - begun };
}

const pause = (seconds: number) => database().$queryRaw(sql`SELECT pg_sleep(${seconds})::text`);

it('ends a statement, and begins no other', async () => {
  const limit = new DatabaseLimit(300);
  const { error, ms } = await failureOf(withDatabaseLimit(limit, () => pause(4)));
  expect(String(error)).toContain(TOO_SLOW);
  expect(databaseTrouble(error)).toBe('overloaded');
  expect(ms).toBeLessThan(1_500);
  expect((await failureOf(withDatabaseLimit(limit, () => pause(0)))).ms).toBeLessThan(100);
  await expect(pause(0)).resolves.toBeDefined();
});

it('ends a transaction that waits for a lock, and leaves nothing of it', async () => {
  await other.query('BEGIN; LOCK TABLE social_link');
  const transaction = () =>
    database().$transaction(async (client) => {
      await client.$executeRaw`SELECT 1`;
      await client.socialLink.create({ data: { position: 7, url: 'https://a.example' } });
    });
  const { error, ms } = await failureOf(withDatabaseLimit(new DatabaseLimit(300), transaction));
  expect(databaseTrouble(error)).toBeDefined();
  expect(ms).toBeLessThan(1_500);
  await other.query('ROLLBACK');
  expect(await database().socialLink.count()).toBe(0);
});

it('counts all waits together, or with `renews` each by itself', async () => {
  const twice = async () => {
    await pause(0.4);
    await pause(0.4);
  };
  await expect(withDatabaseLimit(new DatabaseLimit(600), twice)).rejects.toThrow(TOO_SLOW);
  await expect(withDatabaseLimit(new DatabaseLimit(600, { renews: true }), twice)).resolves.toBeUndefined();
});

it('does not count time in which this process was busy', async () => {
  const limit = new DatabaseLimit(300);
  const asked = withDatabaseLimit(limit, () => pause(0.1));
  await sleep(20);
  const until = performance.now() + 800;
  while (performance.now() < until);
  await expect(asked).resolves.toBeDefined();
});

it('a connection that breaks under a statement fails the statement and nothing else', async () => {
  const wire = await openCuttableConnection(String(process.env.DATABASE_URL));
  const through = connect(wire.url, { max: 1 });
  const uncaught: unknown[] = [];
  const before = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => uncaught.push(error));
  try {
    for (const work of [
      () => through.$queryRaw`SELECT pg_sleep(5)`,
      () => through.$transaction([through.$queryRaw`SELECT pg_sleep(5)`]),
    ]) {
      const running = withDatabaseLimit(new DatabaseLimit(4_000), async () => await work());
      const failed = expect(running).rejects.toThrow(/terminated|ECONNRESET|closed/i);
      await sleep(300);
      wire.cut();
      await failed;
      // Whatever is told of the connection later is told by now.
      await sleep(100);
      await through.$queryRaw`SELECT 1`;
    }
    expect(uncaught).toEqual([]);
  } finally {
    process.removeAllListeners('uncaughtException');
    for (const listener of before) process.on('uncaughtException', listener);
    await through.$disconnect();
    await wire.close();
  }
});
