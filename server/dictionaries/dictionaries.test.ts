import { beforeAll, beforeEach, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { deleteOldDictionaries } from '#newsroom/syndication/delete-old-dictionaries';
import { database } from '#platform/database';
import { Dictionaries } from '#server/dictionaries/dictionaries';
import type { Dictionary } from '#server/dictionaries/dictionary';

beforeAll(createSiteSettings);
beforeEach(async () => {
  await database().compressionDictionary.deleteMany();
});

/** A machine of a build, whose English pages are these bytes. */
function machine(build: string, pages: () => string | undefined, quoted: () => number[] = () => []) {
  let current: readonly Dictionary[] = [];
  const errors: unknown[] = [];
  const dictionaries = new Dictionaries({
    build,
    async sample(language) {
      const bytes = language === 'en' ? pages() : undefined;
      return bytes
        ? {
            bytes: Buffer.from(bytes),
            keys: quoted()
              .map((id) => `card-${id}`)
              .join(' '),
          }
        : undefined;
    },
    onChange(all) {
      current = all;
    },
    onError: (_, error) => errors.push(error),
  });
  return { dictionaries, errors, current: () => current.map(({ bytes }) => String(bytes)) };
}

it('is the same on all machines of a build, also after a restart', async () => {
  const machines = ['one', 'two', 'three'].map((pages) => machine('a', () => pages));
  await Promise.all(machines.map(({ dictionaries }) => dictionaries.start()));
  const [first] = machines;
  expect(first?.current()).toHaveLength(1);
  const restarted = machine('a', () => 'four');
  await restarted.dictionaries.start();
  for (const one of [...machines, restarted]) expect([one.current(), one.errors]).toEqual([first?.current(), []]);
  for (const { dictionaries } of [...machines, restarted]) await dictionaries.stop();
});

it('sends what another build names, and compresses with its own', async () => {
  const older = machine('a', () => 'older');
  await older.dictionaries.start();
  const newer = machine('b', () => 'newer');
  await newer.dictionaries.start();
  expect([older.current(), newer.current()]).toEqual([['older'], ['newer']]);
  const { hash } = await database().compressionDictionary.findFirstOrThrow({ where: { build: 'a' } });
  const found = await newer.dictionaries.find(`/assets/dictionary-en-${hash.slice(0, 16)}`);
  expect(String(found?.bytes)).toBe('older');
  expect(await newer.dictionaries.find('/assets/dictionary-en-0000000000000000')).toBeUndefined();
  await Promise.all([older.dictionaries.stop(), newer.dictionaries.stop()]);
});

it('goes with a story that is withdrawn, and stays when one is only changed', async () => {
  const { articles } = await createStory({ slugs: { en: 'quoted-by-a-dictionary' } });
  let pages: string | undefined = 'with the story';
  let quoted = [articles.en];
  const { dictionaries, current, errors } = machine(
    'a',
    () => pages,
    () => quoted,
  );
  await dictionaries.start();
  const { hash } = await database().compressionDictionary.findFirstOrThrow();
  const touch = () => dictionaries.invalidate([{ keys: ['site', `article-${articles.en}`] }]);
  pages = undefined;
  touch();
  await dictionaries.stop();
  expect(current()).toEqual(['with the story']);

  await database().article.update({ where: { id: articles.en }, data: { state: 'withdrawn' } });
  touch();
  await dictionaries.stop();
  expect(current()).toEqual([]);
  expect(await dictionaries.find(`/assets/dictionary-en-${hash.slice(0, 16)}`)).toBeUndefined();

  pages = 'without it';
  quoted = [];
  await dictionaries.start();
  await dictionaries.stop();
  expect([current(), errors]).toEqual([['without it'], []]);
});

it('is made anew after a month', async () => {
  const { dictionaries, current } = machine('a', () => 'pages');
  await dictionaries.start();
  await dictionaries.stop();
  expect(await deleteOldDictionaries(10)).toBe(0);
  await database().$executeRaw`UPDATE compression_dictionary SET made_at = now() - interval '31 days'`;
  expect(await deleteOldDictionaries(10)).toBe(1);
  await dictionaries.start();
  await dictionaries.stop();
  expect(current()).toEqual(['pages']);
  expect(await deleteOldDictionaries(10)).toBe(0);
});
