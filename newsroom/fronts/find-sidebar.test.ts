import { beforeAll, describe, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { findSidebar } from '#newsroom/fronts/find-sidebar';
import { database } from '#platform/database';

/** Ids of the English articles, oldest first. */
const en: number[] = [];

async function read(id: number | undefined, views: number): Promise<void> {
  await database().$executeRaw`
    INSERT INTO article_view (article_id, day, views, reach)
    SELECT ${id}, (now() AT TIME ZONE time_zone)::date, ${views}, ${views} FROM site_settings`;
}

const idsOf = (cards: readonly { id: number }[]) => cards.map(({ id }) => id);

beforeAll(async () => {
  await createSiteSettings();
  for (let n = 0; n < 30; n++) {
    const { articles } = await createStory({
      slugs: { en: `story-${n}`, ...(n === 29 && { ru: 'istoriya' }) },
      tags: n % 2 === 0 ? ['water'] : ['water', 'wine'],
      publishedAt: new Date(2026, 0, 1, n),
    });
    en.push(articles.en);
  }
  for (let n = 0; n < 8; n++) await read(en[n], 100 - n);
});

describe('beside a list', () => {
  it('stand what is read most and what is new', async () => {
    const { mostRead, latest, topics } = await findSidebar('en');
    expect(idsOf(mostRead)).toEqual(en.slice(0, 5));
    expect(idsOf(latest)).toEqual(en.slice(-6).reverse());
    expect(topics).toEqual([]);
  });

  it('stands nothing that the list shows, and nothing twice', async () => {
    const shown = [...en.slice(0, 2), ...en.slice(-10)];
    const { mostRead, latest } = await findSidebar('en', { shown });
    expect(idsOf(mostRead)).toEqual(en.slice(2, 7));
    expect(idsOf(latest)).toEqual(en.slice(14, 20).reverse());
    await read(en[19], 1_000);
    const after = await findSidebar('en', { shown });
    expect(idsOf(after.mostRead)[0]).toBe(en[19]);
    expect(idsOf(after.latest)).toEqual(en.slice(13, 19).reverse());
  });

  it('stand the topics of its stories, most frequent first, but for the one that it is about', async () => {
    const shown = en.slice(0, 3);
    expect((await findSidebar('en', { shown })).topics).toEqual([
      { key: 'water', name: 'water en' },
      { key: 'wine', name: 'wine en' },
    ]);
    expect((await findSidebar('en', { shown, tag: 'water' })).topics).toEqual([{ key: 'wine', name: 'wine en' }]);
    await database().tagText.deleteMany({ where: { language: 'en', name: 'wine en' } });
    expect((await findSidebar('en', { shown, tag: 'water' })).topics).toEqual([]);
  });

  it('is nothing of what is read where that is too little', async () => {
    const { mostRead, latest } = await findSidebar('ru');
    expect(mostRead).toEqual([]);
    expect(latest.map(({ slug }) => slug)).toEqual(['istoriya']);
    expect(await findSidebar('hy')).toEqual({ mostRead: [], latest: [], topics: [] });
  });
});
