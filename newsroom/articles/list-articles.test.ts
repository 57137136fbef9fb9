import { beforeAll, describe, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import type { Cursor } from '#newsroom/articles/cursor';
import { type ArticleFilter, listArticles } from '#newsroom/articles/list-articles';
import { listRelated } from '#newsroom/articles/list-related';

const at = (minute: number) => new Date(Date.UTC(2025, 4, 13, 12, minute));
let first: number;

beforeAll(async () => {
  await createSiteSettings();
  // Two at every minute, so that time alone never decides the order.
  for (let n = 0; n < 10; n++) {
    const { storyId } = await createStory({
      slugs: { en: `story-${n}`, ...(n % 2 === 0 && { ru: `istoriya-${n}` }) },
      publishedAt: at(Math.floor(n / 2)),
      tags: n < 3 ? ['water', 'wine'] : ['wine'],
    });
    if (n === 0) first = storyId;
  }
  await createStory({ slugs: { en: 'elsewhere' }, section: 'culture', publishedAt: at(50), tags: [] });
  await createStory({ slugs: { en: 'hidden' }, state: 'draft' });
});

async function walk(filter: ArticleFilter, limit: number, meanwhile?: () => Promise<unknown>): Promise<string[]> {
  const slugs: string[] = [];
  let before: Cursor | undefined;
  do {
    const page = await listArticles('en', filter, { limit, ...(before && { before }) });
    slugs.push(...page.articles.map(({ slug }) => slug));
    before = page.next ?? undefined;
    await meanwhile?.();
  } while (before);
  return slugs;
}

describe('a list', () => {
  const newestFirst = Array.from({ length: 10 }, (_, n) => `story-${9 - n}`);

  it.each([1, 2, 3, 10, 100])('goes through everything once, newest first, %i at a time', async (limit) => {
    expect(await walk({ section: 'region' }, limit)).toEqual(newestFirst);
  });

  it('holds only its language, its section, tag or author', async () => {
    const slugs = async (language: 'en' | 'ru' | 'hy', filter: ArticleFilter) =>
      (await listArticles(language, filter, { limit: 50 })).articles.map(({ slug }) => slug);
    expect(await slugs('ru', {})).toEqual(['istoriya-8', 'istoriya-6', 'istoriya-4', 'istoriya-2', 'istoriya-0']);
    expect(await slugs('hy', {})).toEqual([]);
    expect(await slugs('en', { section: 'culture' })).toEqual(['elsewhere']);
    expect(await slugs('en', { tag: 'water' })).toEqual(['story-2', 'story-1', 'story-0']);
    expect((await slugs('en', { author: 'anna' })).length).toBe(11);
    expect(await slugs('en', { section: 'no-such' })).toEqual([]);
  });

  it('does not shift under a reader when new stories appear', async () => {
    let n = 0;
    const publish = () => createStory({ slugs: { en: `late-${n++}` }, publishedAt: at(55) });
    expect(await walk({ section: 'region' }, 4, publish)).toEqual(newestFirst);
  });
});

it('relates stories by the tags they share, most shared first', async () => {
  const related = await listRelated('en', first, 4);
  expect(related.map(({ slug }) => slug).slice(0, 2)).toEqual(['story-2', 'story-1']);
  expect(related).toHaveLength(4);
  expect(related.map(({ slug }) => slug)).not.toContain('story-0');
});

it('goes on with the section, then with the paper’s newest, where tags do not bring enough', async () => {
  const { storyId } = await createStory({ slugs: { en: 'lonely' }, section: 'culture', tags: [], publishedAt: at(1) });
  const slugs = (await listRelated('en', storyId, 3)).map(({ slug }) => slug);
  expect(slugs[0]).toBe('elsewhere');
  expect(slugs).toHaveLength(3);
  expect(new Set(slugs).size).toBe(3);
  expect(slugs).not.toContain('lonely');
});
