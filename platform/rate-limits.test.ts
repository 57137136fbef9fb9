import { beforeEach, expect, it } from 'vitest';
import { database, type databasePool } from '#platform/database';
import { blockOf, countAttempt, forgetAttempts } from '#platform/rate-limits';

beforeEach(async () => {
  await database().attempt.deleteMany();
});

const holder = globalThis as typeof globalThis & { portalPool?: ReturnType<typeof databasePool> };

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:DB8::', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['no address', 'no address'],
  ['', ''],
])('the block of “%s” is “%s”', (address, block) => {
  expect(blockOf(address)).toBe(block);
});

async function triesLeft(account: string, address: (n: number) => string): Promise<number> {
  for (let n = 0; n < 100; n++) if (!(await countAttempt('sign-in', { account, address: address(n) })).ok) return n;
  return 100;
}

it('an account has eight tries, wherever they come from, and then waits', async () => {
  expect(await triesLeft('a@paper.example', (n) => `192.0.2.${n}`)).toBe(8);
  const refused = await countAttempt('sign-in', { account: 'a@paper.example', address: '198.51.100.1' });
  expect(refused.ok ? 0 : refused.waitSeconds).toBeGreaterThan(850);
  expect(await countAttempt('sign-in', { account: 'b@paper.example', address: '198.51.100.1' })).toEqual({ ok: true });
});

it('a network has forty, whichever accounts it tries and however it changes its addresses within its own /64', async () => {
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

it('the count outlives the process, and is one for all of them', async () => {
  await triesLeft('a@paper.example', () => '192.0.2.1');
  await holder.portalPool?.end();
  delete holder.portalPool;
  expect((await countAttempt('sign-in', { account: 'a@paper.example', address: '192.0.2.2' })).ok).toBe(false);
});

it('of many tries at once no more go through than one after the other', async () => {
  const tries = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      countAttempt('sign-in', { account: 'a@paper.example', address: `192.0.2.${n}` }),
    ),
  );
  expect(tries.filter(({ ok }) => ok)).toHaveLength(8);
});

it('whoever has come in begins anew, and each door counts for itself', async () => {
  await triesLeft('a@paper.example', (n) => `192.0.2.${n}`);
  expect((await countAttempt('new-password', { account: 'a@paper.example', address: '192.0.2.200' })).ok).toBe(true);
  await forgetAttempts('sign-in', 'a@paper.example');
  expect((await countAttempt('sign-in', { account: 'a@paper.example', address: '192.0.2.201' })).ok).toBe(true);
});
