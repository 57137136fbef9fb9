import { beforeEach, expect, it, vi } from 'vitest';
import { database, type databasePool } from '#platform/database';
import { countAttempt, deleteOldAttempts, forgetAttempts } from '#platform/rate-limits';

beforeEach(async () => {
  await database().attempt.deleteMany();
});

const holder = globalThis as typeof globalThis & {
  portalPool?: ReturnType<typeof databasePool>;
  portalLimiters?: object;
};

async function attemptsLeft(account: string, address: (n: number) => string): Promise<number> {
  for (let n = 0; n < 100; n++) if (!(await countAttempt('sign-in', { account, address: address(n) })).ok) return n;
  return 100;
}

it('an account has eight attempts, from whatever network, and then has to wait', async () => {
  expect(await attemptsLeft('a@paper.example', (n) => `192.0.2.${n}`)).toBe(8);
  const refused = await countAttempt('sign-in', { account: 'a@paper.example', address: '198.51.100.1' });
  expect(refused.ok ? 0 : refused.waitSeconds).toBeGreaterThan(850);
  expect(await countAttempt('sign-in', { account: 'b@paper.example', address: '198.51.100.1' })).toEqual({ ok: true });
});

it('a network has forty, for whatever accounts and from whatever addresses of its /64', async () => {
  let n = 0;
  while (
    (await countAttempt('sign-in', { account: `${n}@paper.example`, address: `2001:db8:0:1::${n.toString(16)}` })).ok
  )
    n++;
  expect(n).toBe(40);
  expect((await countAttempt('sign-in', { account: 'x@paper.example', address: '2001:db8:0:1:ffff::1' })).ok).toBe(
    false,
  );
  expect((await countAttempt('sign-in', { account: 'x@paper.example', address: '2001:db8:0:2::1' })).ok).toBe(true);
});

it('the count survives the process and is the same for all processes', async () => {
  await attemptsLeft('a@paper.example', () => '192.0.2.1');
  await holder.portalPool?.end();
  delete holder.portalPool;
  delete holder.portalLimiters;
  expect((await countAttempt('sign-in', { account: 'a@paper.example', address: '192.0.2.2' })).ok).toBe(false);
});

it('of many attempts at once no more are allowed than one after the other', async () => {
  const attempts = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      countAttempt('sign-in', { account: 'a@paper.example', address: `192.0.2.${n}` }),
    ),
  );
  expect(attempts.filter(({ ok }) => ok)).toHaveLength(8);
});

it('each action is counted apart, and forgotten after an attempt that succeeded', async () => {
  await attemptsLeft('a@paper.example', (n) => `192.0.2.${n}`);
  expect((await countAttempt('password-reset', { account: 'a@paper.example', address: '192.0.2.200' })).ok).toBe(true);
  await forgetAttempts('sign-in', 'a@paper.example');
  expect((await countAttempt('sign-in', { account: 'a@paper.example', address: '192.0.2.201' })).ok).toBe(true);
});

it('leaves no timer behind, however many attempts there are', async () => {
  delete holder.portalLimiters;
  const timers = vi.spyOn(globalThis, 'setTimeout');
  for (let n = 0; n < 20; n++)
    await countAttempt('sign-in', { account: `${n}@paper.example`, address: `192.0.2.${n}` });
  const long = timers.mock.calls.filter(([, delay]) => Number(delay) >= 60_000);
  timers.mockRestore();
  expect(long).toEqual([]);
});

it('what has expired is deleted, a step at a time, and nothing else', async () => {
  await countAttempt('sign-in', { address: '192.0.2.1' });
  const counted = await database().attempt.count();
  await database().$executeRaw`INSERT INTO attempt SELECT n::text, 1, 1000 + n FROM generate_series(1, 7) AS n`;
  expect([await deleteOldAttempts(5), await deleteOldAttempts(5), await deleteOldAttempts(5)]).toEqual([5, 2, 0]);
  expect(await database().attempt.count()).toBe(counted);
});
