import { beforeEach, expect, it } from 'vitest';
import { deleteOldUnanswered, recordRequests, UNANSWERED_LIMIT } from '#newsroom/redirects/record-requests';
import { database } from '#platform/database';

beforeEach(async () => {
  await database().redirect.deleteMany();
  await database().unansweredAddress.deleteMany();
  await database().outboxEntry.deleteMany();
});

const nothing = { redirects: new Map<number, number>(), unanswered: new Map<string, number>() };
const hits = async () => (await database().redirectHit.findMany()).map((row) => [row.redirectId, row.hits]);
const addresses = async () =>
  (await database().unansweredAddress.findMany({ orderBy: { address: 'asc' } })).map((row) => [row.address, row.hits]);

it('adds up how often a redirect was asked for, and tells nobody of it', async () => {
  const { id } = await database().redirect.create({ data: { address: '/a', kind: 'gone' } });
  await database().outboxEntry.deleteMany();
  await recordRequests({ ...nothing, redirects: new Map([[id, 2]]) });
  // One that has been deleted meanwhile is no trouble.
  await recordRequests({ ...nothing, redirects: new Map([...[[id + 1, 1] as const], ...[[id, 3] as const]]) });
  expect(await hits()).toEqual([[id, 5]]);
  expect(await database().outboxEntry.count()).toBe(0);
});

it('counts from several processes at once', async () => {
  const made = await Promise.all(
    ['/a', '/b', '/c'].map((address) => database().redirect.create({ data: { address, kind: 'gone' } })),
  );
  const ids = made.map(({ id }) => id);
  const orders = [ids, ids.toReversed()];
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      recordRequests({
        redirects: new Map((orders[index % 2] ?? []).map((id) => [id, 1])),
        unanswered: new Map(['/x', '/y', '/z'].map((address) => [address, 1])),
      }),
    ),
  );
  expect((await hits()).map(([, count]) => count)).toEqual([20, 20, 20]);
  expect((await addresses()).map(([, count]) => count)).toEqual([20, 20, 20]);
});

it('keeps the addresses that are asked for most, whatever comes', async () => {
  await recordRequests({ ...nothing, unanswered: new Map([['/missed', 2]]) });
  for (let step = 0; step < 12; step++) {
    const madeUp = Array.from({ length: 500 }, (_, index) => [`/made-up-${step}-${index}`, 1] as const);
    await recordRequests({ ...nothing, unanswered: new Map(madeUp) });
  }
  expect(await database().unansweredAddress.count()).toBe(UNANSWERED_LIMIT);
  expect(await database().unansweredAddress.findUnique({ where: { address: '/missed' } })).toMatchObject({ hits: 2 });
});

it('leaves out what has a redirect meanwhile, and forgets what nobody asks for any more', async () => {
  await database().redirect.create({ data: { address: '/a', kind: 'gone' } });
  await recordRequests({ ...nothing, unanswered: new Map(['/a', '/b', '/c'].map((address) => [address, 1])) });
  const longAgo = new Date(Date.now() - 100 * 86_400_000);
  await database().unansweredAddress.update({ where: { address: '/b' }, data: { lastDay: longAgo } });
  expect(await deleteOldUnanswered(10)).toBe(1);
  expect(await addresses()).toEqual([['/c', 1]]);
});
