import { beforeAll, describe, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { findNewestDay } from '#newsroom/articles/find-newest-day';
import { listArticles } from '#newsroom/articles/list-articles';
import { listDayLanguages } from '#newsroom/articles/list-day-languages';
import { listDays } from '#newsroom/articles/list-days';

// The stage's paper keeps the time of Baku: four hours ahead of UTC.
beforeAll(async () => {
  await createSiteSettings();
  expect(await findNewestDay('en')).toBeNull();
  expect(await listDays('en', '2025-05')).toEqual({ days: [], earlier: null, later: null });
  const tell = (slug: string, time: string, more: Parameters<typeof createStory>[0]['slugs'] = {}) =>
    createStory({ slugs: { en: slug, ...more }, publishedAt: new Date(time) });
  await tell('last-minute-of-april', '2025-04-30T19:59:59Z');
  await tell('first-minute-of-may', '2025-04-30T20:00:00Z', { ru: 'pervaya-minuta-maya' });
  await tell('noon', '2025-05-01T08:00:00Z');
  await tell('last-minute-of-first', '2025-05-01T19:59:59Z');
  await tell('second-of-may', '2025-05-01T20:00:00Z', { hy: 'mayisi-erkus' });
  await tell('last-of-may', '2025-05-31T19:00:00Z');
  await tell('june', '2025-06-09T00:00:00Z');
  await createStory({ slugs: { en: 'draft' }, state: 'draft', publishedAt: new Date('2025-05-20T00:00:00Z') });
});

describe('the calendar', () => {
  it('has the days of the paper’s own zone, and goes on to the nearest outside the month', async () => {
    expect(await listDays('en', '2025-05')).toEqual({
      days: ['2025-05-01', '2025-05-02', '2025-05-31'],
      earlier: '2025-04-30',
      later: '2025-06-09',
    });
    expect(await listDays('ru', '2025-05')).toEqual({ days: ['2025-05-01'], earlier: null, later: null });
    expect(await listDays('en', '2024-01')).toEqual({ days: [], earlier: null, later: '2025-04-30' });
  });

  it('begins at the newest day of a language', async () => {
    expect(await findNewestDay('en')).toBe('2025-06-09');
    expect(await findNewestDay('hy')).toBe('2025-05-02');
  });

  it('knows in which languages a day has stories', async () => {
    expect((await listDayLanguages('2025-05-01')).sort()).toEqual(['en', 'ru']);
    expect(await listDayLanguages('2025-05-20')).toEqual([]);
  });
});

it('a day’s list is the day’s, page by page', async () => {
  const first = await listArticles('en', { day: '2025-05-01' }, { limit: 2 });
  expect(first.articles.map(({ slug }) => slug)).toEqual(['last-minute-of-first', 'noon']);
  expect(first.next).not.toBeNull();
  const second = await listArticles(
    'en',
    { day: '2025-05-01' },
    { limit: 2, ...(first.next && { before: first.next }) },
  );
  expect(second.articles.map(({ slug }) => slug)).toEqual(['first-minute-of-may']);
  expect(second.next).toBeNull();
});
