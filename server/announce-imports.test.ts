import { expect, it, vi } from 'vitest';
import { database } from '#platform/database';
import { announceImports } from '#server/announce-imports';

const countEverything = () => database().outboxEntry.count({ where: { keys: { equals: ['everything'] } } });

it('an import that was killed is announced by a web process, without anybody going on with it', async () => {
  await database().import.create({
    data: {
      ...{ format: 'json-lines', file: 'export.jsonl', fileFingerprint: '00', options: {}, state: 'applying' },
      ...{ isAnnounced: false, changedAt: new Date(Date.now() - 180_000) },
    },
  });
  const before = await countEverything();
  const announcer = announceImports(20);
  await vi.waitFor(async () => expect(await countEverything()).toBe(before + 1), 10_000);
  await announcer.stop();
  expect(await database().import.count({ where: { isAnnounced: false } })).toBe(0);
});
