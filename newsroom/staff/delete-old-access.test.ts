import { expect, it } from 'vitest';
import { actorFor } from '#e2e/test-data';
import { deleteOldAccountLinks, deleteOldSessions } from '#newsroom/staff/delete-old-access';
import { database } from '#platform/database';

const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

it('deletes sessions a day after they ended, the oldest first', async () => {
  const { id: userId } = await actorFor('editor');
  for (const [id, hours] of [
    ['long-over', 400],
    ['over', 25],
    ['just-over', 1],
    ['good', -24],
  ] as const)
    await database().session.create({ data: { id, token: id, userId, expiresAt: hoursAgo(hours) } });
  const left = async () => (await database().session.findMany({ where: { userId } })).map(({ id }) => id).sort();
  expect(await deleteOldSessions(1)).toBe(1);
  expect(await left()).toEqual(['good', 'just-over', 'over']);
  expect(await deleteOldSessions(100)).toBe(1);
  expect(await left()).toEqual(['good', 'just-over']);
});

it('deletes links thirty days after they expired, used or not', async () => {
  for (const [name, days, used] of [
    ['old', 31, false],
    ['old and used', 40, true],
    ['expired', 29, false],
    ['good', -1, false],
  ] as const)
    await database().accountLink.create({
      data: {
        tokenHash: Buffer.from(name),
        email: `${days}@paper.example`,
        role: 'editor',
        expiresAt: hoursAgo(days * 24),
        usedAt: used ? hoursAgo(days * 24) : null,
      },
    });
  expect(await deleteOldAccountLinks(100)).toBe(2);
  const left = await database().accountLink.findMany();
  expect(left.map(({ tokenHash }) => Buffer.from(tokenHash).toString()).sort()).toEqual(['expired', 'good']);
  await database().accountLink.deleteMany();
});
