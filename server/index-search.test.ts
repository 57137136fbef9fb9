import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { database } from '#platform/database';
import { indexSearch } from '#server/index-search';

const indexed = async () => {
  const rows = await database().$queryRaw<{ id: number }[]>`SELECT id FROM search.article_forms ORDER BY id`;
  return rows.map(({ id }) => id);
};

const indexers = [indexSearch(), indexSearch()];

beforeAll(() => createSiteSettings());
afterAll(() => Promise.all(indexers.map((indexer) => indexer.stop())));

it('web processes make the words of what has changed, without a search and each once', async () => {
  const ids: number[] = [];
  for (let n = 0; n < 30; n++) ids.push((await createStory({ slugs: { en: `story-${n}` } })).articles.en);
  for (const indexer of indexers) indexer.notify();
  await expect.poll(indexed, { timeout: 20_000 }).toEqual(ids);
  await expect.poll(() => database().$queryRaw`SELECT id FROM search.pending`, { timeout: 20_000 }).toEqual([]);
  expect(await database().$queryRaw`SELECT stories FROM search.word WHERE word = 'story'`).toEqual([{ stories: 30 }]);
});
