import { beforeAll, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { findChosenLanguages } from '#newsroom/languages/find-chosen-languages';
import type { Actor } from '#newsroom/permissions/actor';
import { chooseLanguages } from '#newsroom/settings/choose-languages';
import { database } from '#platform/database';

let owner: Actor;

beforeAll(async () => {
  await createSiteSettings();
  owner = await actorFor('administrator');
});

it('nobody has chosen languages until somebody does; the choice keeps its order and is told to all machines', async () => {
  expect(await findChosenLanguages()).toEqual([]);
  await database().$executeRaw`DELETE FROM outbox`;
  expect(await chooseLanguages(owner, ['ka', 'en', 'ka'], [])).toEqual({ ok: true });
  expect(await findChosenLanguages()).toEqual(['ka', 'en']);
  const told = await database().$queryRaw<{ keys: string[] }[]>`SELECT keys FROM outbox`;
  expect(told).toEqual([{ keys: ['site'] }]);
  expect(await database().auditEntry.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
    event: 'settings.changed',
    detail: { changed: { languages: [null, 'ka, en'] } },
  });
});

it('only administrators choose, at least one language, and not over another’s choice', async () => {
  expect(await chooseLanguages(await actorFor('chief'), ['en'], ['ka', 'en'])).toMatchObject({ why: 'not-allowed' });
  expect(await chooseLanguages(owner, [], ['ka', 'en'])).toMatchObject({ why: 'missing', about: 'languages' });
  expect(await chooseLanguages(owner, ['en'], ['en', 'ka'])).toMatchObject({ why: 'conflict' });
  expect(await findChosenLanguages()).toEqual(['ka', 'en']);
  await expect(database().$executeRaw`UPDATE site_settings SET languages = '{}'`).rejects.toThrow(
    /site_settings_languages/,
  );
});
