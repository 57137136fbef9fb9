import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type Prisma } from '#platform/database';
import { readEnvironment } from '#platform/env';
import { untilGone } from '#platform/until-gone';

const url = String(readEnvironment().DATABASE_URL);
const database = connect(url, { max: 1 });
const other = connect(url, { max: 1 });
// The first statement of a process takes long: what it needs is loaded then.
beforeAll(() => Promise.all([database.$queryRaw`SELECT 1`, other.$queryRaw`SELECT 1`]));
afterAll(() => Promise.all([database.$disconnect(), other.$disconnect()]));

/** How many statements of this test's kind run at present. */
async function running(mark: string): Promise<number> {
  const [row] = await other.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE state = 'active' AND query LIKE ${`%until-gone ${mark}%`} AND pid <> pg_backend_pid()`;
  return row?.count ?? 0;
}

function causesOf(error: unknown): unknown[] {
  return error instanceof Error ? [error.name, ...causesOf(error.cause)] : [];
}

it('ends the statement of a reader who has gone, and begins no other', async () => {
  const reader = new AbortController();
  const begun: string[] = [];
  const work = untilGone(reader.signal, async () => {
    const first = await database.$queryRaw`SELECT pg_sleep(4) /* until-gone first */`.catch((error: unknown) => error);
    begun.push('second');
    const second = await database.$queryRaw`SELECT 1 /* until-gone second */`.catch((error: unknown) => error);
    return [first, second];
  });
  await expect.poll(() => running('first')).toBe(1);
  const goneAt = performance.now();
  reader.abort();
  const errors = await work;
  expect(performance.now() - goneAt).toBeLessThan(500);
  expect(errors.map((error) => causesOf(error).includes('ReaderGone') || String(error))).toEqual([true, true]);
  await expect.poll(() => running('first'), { timeout: 1_500 }).toBe(0);
  expect(begun).toEqual(['second']);
  // The only connection of the pool has been replaced.
  expect(await database.$queryRaw<Prisma.JsonObject[]>`SELECT 7 AS seven`).toEqual([{ seven: 7 }]);
});

it('leaves alone what others do, and what was done in time', async () => {
  const reader = new AbortController();
  const shared = database.$queryRaw`SELECT 1 AS one FROM pg_sleep(0.2)`;
  const inTime = await untilGone(reader.signal, () => other.$queryRaw`SELECT 2 AS two`);
  reader.abort();
  expect([await shared, inTime]).toEqual([[{ one: 1 }], [{ two: 2 }]]);
  expect(await other.$queryRaw`SELECT 3 AS three`).toEqual([{ three: 3 }]);
});

it('gives up waiting for a connection', async () => {
  const reader = new AbortController();
  const busy = database.$queryRaw`SELECT 0 AS nothing FROM pg_sleep(0.3)`;
  const waiting = untilGone(reader.signal, () => database.$queryRaw`SELECT 4 /* until-gone waiting */`).catch(causesOf);
  reader.abort();
  expect(await waiting).toContain('ReaderGone');
  await busy;
  expect(await database.$queryRaw`SELECT 5 AS five`).toEqual([{ five: 5 }]);
});
