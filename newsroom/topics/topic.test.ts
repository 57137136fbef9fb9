import { expect, it } from 'vitest';
import { PAGE_KEYS } from '#newsroom/settings/page';
import { RESERVED_KEYS } from '#newsroom/topics/topic';
import { database } from '#platform/database';

it('no section takes an address that something else answers to, by PostgreSQL’s list as by ours', async () => {
  const [check] = await database().$queryRaw<{ definition: string }[]>`
    SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = 'section_key_is_free'`;
  const reserved = [...String(check?.definition).matchAll(/'([a-z-]+)'/g)].map(([, key]) => key);
  expect(reserved.sort()).toEqual([...RESERVED_KEYS].sort());
  expect(RESERVED_KEYS).toEqual(expect.arrayContaining([...PAGE_KEYS]));
  await expect(database().section.create({ data: { key: 'about', position: 1 } })).rejects.toThrow();
  await database().section.create({ data: { key: 'aboutness', position: 1 } });
});
