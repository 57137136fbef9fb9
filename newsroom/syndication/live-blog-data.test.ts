import { expect, it } from 'vitest';
import { unknownIn } from '#e2e/vocabulary';
import type { Article } from '#newsroom/articles/article';
import type { LiveEntry } from '#newsroom/live/entry';
import { EMPTY_SITE_SETTINGS } from '#newsroom/settings/site-settings';
import { liveBlogData } from '#newsroom/syndication/live-blog-data';
import { shareCardPicture } from '#newsroom/syndication/share-picture';
import { writeData } from '#newsroom/syndication/structured-data';

const place = {
  origin: 'https://news.test',
  language: 'en',
  settings: { ...EMPTY_SITE_SETTINGS, name: 'Paper', tagline: 'News' },
} as const;
const article: Article = {
  ...{ id: 7, kind: 'live', storyId: 3, language: 'en', slug: 'floods', headline: 'Floods', standfirst: 'Water rises' },
  ...{ section: { key: 'region', name: 'Region' }, publishedAt: new Date('2026-11-24T10:00:00Z'), revisedAt: null },
  ...{ lead: null, body: [], source: 'Paper', tags: [], authors: [], translations: [], notes: [] },
};
const entry: LiveEntry = {
  ...{ id: 12, title: '', body: [{ type: 'paragraph', text: [{ text: 'The dam holds.' }] }] },
  ...{ shownAt: new Date('2026-11-24T11:00:00Z'), revisedAt: new Date('2026-11-24T11:30:00Z') },
  ...{ isKey: false, isPinned: false, author: { key: 'anna', name: 'Anna' }, ownStory: null },
};
const card = shareCardPicture('7-0123456789abcdef', article.headline);

it('a live blog is told with its entries, in the vocabulary', () => {
  const startedAt = new Date('2026-11-24T09:30:00Z');
  const tell = (closedAt: Date | null) => {
    const data = liveBlogData(place, article, { entries: [entry], startedAt, closedAt }, card);
    return JSON.parse(writeData([data]))['@graph'][0];
  };
  const told = tell(null);
  expect(unknownIn(told)).toEqual([]);
  expect(told).toMatchObject({
    '@type': 'LiveBlogPosting',
    url: 'https://news.test/en/post/floods',
    coverageStartTime: '2026-11-24T09:30:00.000Z',
    dateModified: '2026-11-24T11:30:00.000Z',
    liveBlogUpdate: [
      {
        '@type': 'BlogPosting',
        url: 'https://news.test/en/post/floods/12',
        headline: 'The dam holds.',
        articleBody: 'The dam holds.',
        datePublished: '2026-11-24T11:00:00.000Z',
        author: { '@type': 'Person', name: 'Anna', url: 'https://news.test/en/author/anna' },
      },
    ],
  });
  expect(told.coverageEndTime).toBeUndefined();
  expect(tell(new Date('2026-11-24T15:00:00Z')).coverageEndTime).toBe('2026-11-24T15:00:00.000Z');
});
