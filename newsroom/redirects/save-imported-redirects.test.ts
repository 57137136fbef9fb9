import { beforeAll, beforeEach, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { type ImportedRedirect, saveImportedRedirects } from '#newsroom/redirects/save-imported-redirects';
import { database } from '#platform/database';

let story: Awaited<ReturnType<typeof createStory>>;

beforeAll(async () => {
  await createSiteSettings();
  story = await createStory({ slugs: { en: 'a-story', ru: 'istoriya' } });
});

beforeEach(async () => {
  await database().redirect.deleteMany();
  await database().outboxEntry.deleteMany();
});

const rows = () => database().redirect.findMany({ orderBy: { address: 'asc' } });

it('saves what old addresses lead to, each address once and as it is looked up', async () => {
  const article = { kind: 'article', id: story.articles.ru } as const;
  const given: ImportedRedirect[] = [
    { from: 'https://old.example/2018/03/%D0%98%D1%81%D1%82%D0%BE%D1%80%D0%B8%D1%8F/', to: article },
    { from: '/?p=123', to: article },
    { from: '/index.php?utm_source=x&p=123', to: { kind: 'gone' } },
    { from: '/category/Region/', to: { kind: 'section', language: 'en', key: 'region' } },
    { from: '/2018/03/', to: { kind: 'date', language: 'hy', date: '2018-03' } },
  ];
  expect(await saveImportedRedirects(7, given)).toEqual({ saved: 4, kept: 1, refused: [] });
  const none = { storyId: null, pictureId: null, target: '' };
  expect(await rows()).toMatchObject([
    { ...none, address: '/2018/03', kind: 'date', language: 'hy', target: '2018-03', importId: 7 },
    { ...none, address: '/2018/03/история', kind: 'article', language: 'ru', storyId: story.storyId },
    { ...none, address: '/?p=123', kind: 'article', language: 'ru', storyId: story.storyId },
    { ...none, address: '/category/region', kind: 'section', language: 'en', target: 'region' },
  ]);
});

it('keeps what was made by hand, and changes nothing the second time', async () => {
  await database().redirect.create({ data: { address: '/by-hand', kind: 'gone' } });
  const given: ImportedRedirect[] = [
    { from: '/by-hand', to: { kind: 'article', id: story.articles.en } },
    { from: '/imported', to: { kind: 'tag', language: 'en', key: 'water' } },
  ];
  expect(await saveImportedRedirects(1, given)).toMatchObject({ saved: 1, kept: 1 });
  await database().outboxEntry.deleteMany();
  expect(await saveImportedRedirects(2, given)).toMatchObject({ saved: 0, kept: 2 });
  expect(await database().outboxEntry.count()).toBe(0);
  expect(await rows()).toMatchObject([{ kind: 'gone' }, { kind: 'tag', importId: 1, version: 1 }]);
  given[1] = { from: '/imported', to: { kind: 'gone' } };
  expect(await saveImportedRedirects(2, given)).toMatchObject({ saved: 1, kept: 1 });
  expect(await rows()).toMatchObject([{ kind: 'gone' }, { kind: 'gone', importId: 2, version: 2 }]);
});

it('says what it cannot save, and saves the rest', async () => {
  const gone = { kind: 'gone' } as const;
  const refused = await saveImportedRedirects(1, [
    { from: 'mailto:a@b.example', to: gone },
    { from: `/${'ж'.repeat(1_001)}`, to: gone },
    { from: '/en/', to: gone },
    { from: '/admin/articles', to: gone },
    { from: '/a', to: { kind: 'article', id: 999_999 } },
    { from: '/b', to: { kind: 'picture', id: '00000000000000000000' } },
    { from: '/c', to: gone },
  ]);
  expect(refused).toMatchObject({ saved: 1, kept: 0 });
  expect(refused.refused.map(({ why }) => why)).toEqual(['address', 'address', 'own', 'own', 'target', 'target']);
});

it('tells the outbox of each address, of many at once of everything, and nothing where it is to be quiet', async () => {
  const many = Array.from({ length: 501 }, (_, index) => ({ from: `/many/${index}`, to: { kind: 'gone' } as const }));
  const told = async () => (await database().outboxEntry.findMany()).map(({ concerns, keys }) => [concerns, keys]);
  await saveImportedRedirects(1, many.slice(0, 2));
  expect(await told()).toEqual([['redirect', [expect.stringMatching(/^redirect-[0-9a-f]{16}$/), expect.anything()]]]);
  await database().outboxEntry.deleteMany();
  await database().redirect.deleteMany();
  await database().outboxEntry.deleteMany();
  await database().$transaction(async (client) => {
    await client.$queryRaw`SELECT set_config('portal.quiet', 'on', true)`;
    await saveImportedRedirects(1, many, client);
  });
  expect(await told()).toEqual([]);
  await database().redirect.deleteMany();
  expect(await told()).toEqual([['paper', ['everything']]]);
});
