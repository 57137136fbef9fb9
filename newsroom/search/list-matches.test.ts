import { beforeAll, expect, it } from 'vitest';
import { setMasthead } from '#e2e/stage';
import { importStory } from '#newsroom/articles/import-story';
import { listMatches } from '#newsroom/search/list-matches';

beforeAll(async () => {
  await setMasthead();
  const article = (language: 'en' | 'ru' | 'hy', slug: string, headline: string, text: string) => ({
    language,
    slug,
    headline,
    standfirst: '–',
    source: 'Paper',
    state: 'published' as const,
    publishedAt: new Date(),
    body: [{ type: 'paragraph' as const, text: [{ text, href: 'https://example.org/hiddenword' }] }],
  });
  await importStory({
    section: 'region',
    tags: [],
    authors: ['anna'],
    articles: [
      article('en', 'boats', 'Boats on the river', 'Fishermen mended their nets.'),
      article('ru', 'lodki', 'Лодки на реке', 'Рыбаки чинили сети.'),
      article('hy', 'navakner', 'Նավակներ գետի վրա', 'Ձկնորսները նորոգում էին ցանցերը։'),
    ],
  });
  await importStory({
    section: 'region',
    tags: [],
    authors: ['anna'],
    articles: [article('en', 'market', 'At the market', 'A boat was sold there.')],
  });
});

const slugs = async (language: 'en' | 'ru' | 'hy', question: string) => (await listMatches(language, question, 10)).map(({ slug }) => slug);

it('finds words in their other forms, in each language by its own rules', async () => {
  expect(await slugs('en', 'boat')).toEqual(['boats', 'market']);
  expect(await slugs('en', 'fisherman nets')).toEqual([]);
  expect(await slugs('en', 'mending net')).toEqual(['boats']);
  expect(await slugs('ru', 'лодка река')).toEqual(['lodki']);
  expect(await slugs('hy', 'նավակը')).toEqual(['navakner']);
});

it('understands quotes and minus', async () => {
  expect(await slugs('en', '"on the river"')).toEqual(['boats']);
  expect(await slugs('en', 'boat -market')).toEqual(['boats']);
});

it('does not look into addresses or the names of blocks', async () => {
  expect(await slugs('en', 'hiddenword')).toEqual([]);
  expect(await slugs('en', 'paragraph')).toEqual([]);
});

it.each(['', ' ', 'a', '"', "'; DROP TABLE article; --", '<script>', '!!! & | :*', '\0', 'x'.repeat(10_000), '%', '\\'])(
  'answers %j calmly',
  async (question) => {
    expect(Array.isArray(await slugs('en', question))).toBe(true);
  },
);
