import { beforeAll, describe, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import type { Language } from '#i18n/languages';
import { importStory } from '#newsroom/editing/import-story';
import { listSuggestions } from '#newsroom/search/list-suggestions';

const tell = (language: Language, slug: string, headline: string, state: 'published' | 'draft' = 'published') =>
  importStory({
    section: 'region',
    tags: [],
    authors: [],
    articles: [
      { language, slug, headline, standfirst: '–', body: [], source: 'Paper', state, publishedAt: new Date() },
    ],
  });

beforeAll(async () => {
  await createSiteSettings();
  for (let n = 0; n < 3; n++) await tell('en', `river-${n}`, 'Rivers of Yerevan and the bridges');
  await tell('en', 'rival', 'A rival on a bridge');
  await tell('en', 'rift', 'The rift', 'draft');
  for (let n = 0; n < 2; n++) await tell('ru', `reka-${n}`, 'Река у Еревана');
  await tell('ru', 'reki', 'Реки и Ереван');
  await tell('ru', 'rekoy', 'Рекой за Ереваном');
  await tell('hy', 'get', 'Գետը Երևանում');
});

describe('suggestions', () => {
  it.each<[Language, string, string[]]>([
    ['en', 'ri', ['rivers', 'rival']],
    ['en', 'RI', ['rivers', 'rival']],
    ['en', 'rif', []],
    ['en', 'bridge ri', ['bridge rivers', 'bridge rival']],
    ['en', 'yerevan riv', ['yerevan rivers']],
    ['en', '"bridges" -rival ri', ['"bridges" -rival rivers']],
    // Ереван, Еревана, Ереваном are one word.
    ['ru', 'ерев', ['ереван']],
    ['en', 'th', []],
    ['en', 'r', []],
    ['en', '-ri', []],
    ['en', '"ri', []],
    ['en', '', []],
    ['ru', 'ере', ['ереван']],
    ['ru', 'yer', ['ереван']],
    ['ru', 'thtd', ['ереван']],
    ['en', 'ерев', ['yerevan']],
    ['en', 'кшм', ['rivers', 'rival']],
    ['hy', 'երև', ['երևանում']],
    ['hy', 'ere', ['երևանում']],
    ['hy', 'ере', ['երևանում']],
  ])('in %s for %s', async (language, typed, suggestions) => {
    expect(await listSuggestions(language, typed)).toEqual(suggestions);
  });

  it('are at most six', async () => {
    for (const word of ['marble', 'market', 'marsh', 'marten', 'martyr', 'marvel', 'mare', 'march'])
      await tell('en', word, word);
    expect(await listSuggestions('en', 'mar')).toHaveLength(6);
  });

  it('forget a story that has been withdrawn', async () => {
    const { articles } = await createStory({ slugs: { en: 'platypus' } });
    expect(await listSuggestions('en', 'platy')).toEqual(['platypus']);
    const { database } = await import('#platform/database');
    await database().article.update({ where: { id: articles.en }, data: { state: 'withdrawn' } });
    expect(await listSuggestions('en', 'platy')).toEqual([]);
  });
});
