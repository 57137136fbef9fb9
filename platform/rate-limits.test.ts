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

const SELF = 'a@paper.example';
const isAllowed = async (attempt: { account?: string; address: string; device?: string }) =>
  (await countAttempt('sign-in', attempt)).ok;

async function attemptsLeft(attempt: (n: number) => { account?: string; address: string; device?: string }) {
  for (let n = 0; n < 300; n++) if (!(await isAllowed(attempt(n)))) return n;
  return 300;
}

it('a stranger has eight attempts for an account, and takes none from its owner', async () => {
  const stranger = { account: SELF, address: '203.0.113.5' };
  expect(await attemptsLeft(() => stranger)).toBe(8);
  for (let n = 0; n < 100; n++) expect(await isAllowed(stranger)).toBe(false);
  const refused = await countAttempt('sign-in', stranger);
  expect(refused.ok ? 0 : refused.waitSeconds).toBeGreaterThan(850);
  expect(await attemptsLeft(() => ({ account: SELF, address: '198.51.100.1' }))).toBe(8);
  expect(await isAllowed({ account: 'b@paper.example', address: '203.0.113.5' })).toBe(true);
});

it('many networks together have sixty-four for an account; a known device still has its eight', async () => {
  expect(await attemptsLeft((n) => ({ account: SELF, address: `192.0.2.${n}` }))).toBe(64);
  expect(await isAllowed({ account: SELF, address: '198.51.100.1' })).toBe(false);
  expect(await attemptsLeft(() => ({ account: SELF, address: '198.51.100.1', device: 'mine' }))).toBe(8);
  expect(await isAllowed({ account: SELF, address: '198.51.100.1', device: 'other' })).toBe(true);
});

it('a network has two hundred, for whatever accounts and from whatever addresses of its /64', async () => {
  const inside = (n: number) => ({ account: `${n}@paper.example`, address: `2001:db8:0:1::${n.toString(16)}` });
  expect(await attemptsLeft(inside)).toBe(200);
  expect(await isAllowed({ account: 'x@paper.example', address: '2001:db8:0:1:ffff::1' })).toBe(false);
  expect(await isAllowed({ account: 'x@paper.example', address: '2001:db8:0:2::1' })).toBe(true);
  // The office in which somebody did that works on with the browsers that it has.
  expect(await isAllowed({ account: SELF, address: '2001:db8:0:1::7', device: 'mine' })).toBe(true);
});

it('an attempt that succeeds is counted by nothing: an office that signs in all day is never refused', async () => {
  for (let n = 0; n < 250; n++) {
    const attempt = { account: `${n % 5}@paper.example`, address: '192.0.2.1' };
    expect(await isAllowed(attempt)).toBe(true);
    await forgetAttempts('sign-in', attempt);
  }
});

it('the count survives the process and is the same for all processes', async () => {
  const attempt = { account: SELF, address: '192.0.2.1' };
  await attemptsLeft(() => attempt);
  await holder.portalPool?.end();
  delete holder.portalPool;
  delete holder.portalLimiters;
  expect(await isAllowed(attempt)).toBe(false);
});

it('of many attempts at once no more are allowed than one after the other', async () => {
  const attempts = await Promise.all(
    Array.from({ length: 30 }, () => isAllowed({ account: SELF, address: '192.0.2.1' })),
  );
  expect(attempts.filter((isOk) => isOk)).toHaveLength(8);
});

it('each action is counted apart, and forgotten after an attempt that succeeded', async () => {
  const attempt = { account: SELF, address: '192.0.2.1' };
  await attemptsLeft(() => attempt);
  expect((await countAttempt('password-reset', attempt)).ok).toBe(true);
  await forgetAttempts('sign-in', attempt);
  expect(await isAllowed(attempt)).toBe(true);
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
