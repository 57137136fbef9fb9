import { describe, expect, it } from 'vitest';
import { unknownIn } from '#e2e/vocabulary';
import type { Article } from '#newsroom/articles/article';
import { STORY_KINDS } from '#newsroom/articles/kinds';
import { EMPTY_SITE_SETTINGS } from '#newsroom/settings/site-settings';
import { shareCardPicture } from '#newsroom/syndication/share-picture';
import {
  aboutData,
  articleData,
  articleTrail,
  listData,
  paperData,
  siteData,
  trailData,
  writeData,
} from '#newsroom/syndication/structured-data';

const place = {
  origin: 'https://news.test',
  language: 'hy',
  settings: {
    ...EMPTY_SITE_SETTINGS,
    name: 'Թերթ',
    tagline: 'Նորություններ',
    foundedYear: 2025,
    socialLinks: ['https://t.me/paper', 'https://apps.apple.com/app/id1', 'https://social.example/@paper'],
  },
} as const;

const article: Article = {
  id: 7,
  kind: 'article',
  storyId: 3,
  language: 'hy',
  slug: 'a-story',
  headline: 'Ջուրը </script><script>alert(1)</script>',
  standfirst: 'Լիճը բարձրացավ',
  section: { key: 'region', name: 'Տարածաշրջան' },
  publishedAt: new Date('2026-11-24T10:00:00Z'),
  revisedAt: new Date('2026-11-24T12:00:00Z'),
  lead: { id: '0123456789abcdef0123', cut: '', width: 1600, height: 1200, alt: 'Լիճ', caption: '', credit: 'Մենք' },
  body: [{ type: 'paragraph', text: [{ text: 'Երեք կարճ բառ։' }] }],
  source: 'Թերթ',
  tags: [{ key: 'water', name: 'Ջուր' }],
  authors: [{ key: 'anna', name: 'Աննա' }],
  translations: [{ language: 'ru', slug: 'istoriya', headline: 'Вода' }],
  notes: [{ kind: 'correction', text: 'Լիճը բարձրացել է երեքշաբթի։', at: new Date('2026-11-24T12:00:00Z') }],
};

const card = shareCardPicture('7-0123456789abcdef', article.headline);

const parsed = (...things: Parameters<typeof writeData>[0]) => JSON.parse(writeData(things))['@graph'];

describe('what a page tells machines', () => {
  it('of an article is whole', () => {
    const [told] = parsed(articleData(place, article, card));
    expect(unknownIn(told)).toEqual([]);
    expect(told).toMatchObject({
      '@type': 'NewsArticle',
      url: 'https://news.test/arm/post/a-story',
      mainEntityOfPage: { '@id': 'https://news.test/arm/post/a-story' },
      headline: article.headline,
      datePublished: '2026-11-24T10:00:00.000Z',
      dateModified: '2026-11-24T12:00:00.000Z',
      correction: [
        {
          '@type': 'CorrectionComment',
          text: 'Լիճը բարձրացել է երեքշաբթի։',
          datePublished: '2026-11-24T12:00:00.000Z',
        },
      ],
      image: [
        {
          url: 'https://news.test/media/0123456789abcdef0123/wide-1320.jpg',
          width: '1320',
          height: '743',
          creditText: 'Մենք',
        },
        { url: 'https://news.test/media/0123456789abcdef0123/standard-1200.jpg', width: '1200', height: '900' },
        { url: 'https://news.test/media/0123456789abcdef0123/square-1200.jpg', width: '1200', height: '1200' },
      ],
      author: [{ '@type': 'Person', name: 'Աննա', url: 'https://news.test/arm/author/anna' }],
      publisher: {
        '@type': 'NewsMediaOrganization',
        '@id': 'https://news.test/#paper',
        name: 'Թերթ',
        sameAs: ['https://t.me/paper', 'https://social.example/@paper'],
      },
      inLanguage: 'hy',
      isAccessibleForFree: true,
      articleSection: 'Տարածաշրջան',
      keywords: ['Ջուր'],
      wordCount: 3,
      workTranslation: [{ '@id': 'https://news.test/ru/post/istoriya#article', inLanguage: 'ru', headline: 'Вода' }],
    });
  });

  it('of an article without picture, author, tags and translations is still right', () => {
    const [told] = parsed(
      articleData(place, { ...article, lead: null, authors: [], tags: [], translations: [], revisedAt: null }, card),
    );
    expect(unknownIn(told)).toEqual([]);
    expect(told).toMatchObject({
      image: {
        '@type': 'ImageObject',
        url: 'https://news.test/share/7-0123456789abcdef.png',
        width: '1200',
        height: '630',
      },
      thumbnailUrl: 'https://news.test/share/7-0123456789abcdef.png',
      author: { '@id': 'https://news.test/#paper' },
      dateModified: told.datePublished,
      workTranslation: [],
    });
  });

  it('of an article says its kind, each in the vocabulary', () => {
    const embed = {
      type: 'embed',
      provider: 'youtube',
      href: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ',
      title: 'Տեսանյութ',
    } as const;
    const sound = {
      ...embed,
      provider: 'spotify',
      href: 'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC',
    } as const;
    const elsewhere = { ...embed, href: 'https://www.youtube.com/@paper' };
    const told = Object.fromEntries(
      STORY_KINDS.map((kind) => {
        const [story] = parsed(
          articleData(place, { ...article, kind, body: [embed, sound, elsewhere, ...article.body] }, card),
        );
        expect([kind, unknownIn(story)]).toEqual([kind, []]);
        return [kind, story];
      }),
    );
    expect(STORY_KINDS.map((kind) => told[kind]['@type'])).toEqual([
      'NewsArticle',
      'OpinionNewsArticle',
      'NewsArticle',
      'NewsArticle',
      'NewsArticle',
      // With its entries it is told as what it is (live-blog-data.ts).
      'NewsArticle',
    ]);
    expect(told.opinion.workTranslation[0]['@type']).toBe('OpinionNewsArticle');
    expect(told.gallery.mainEntityOfPage).toEqual({
      '@type': 'ImageGallery',
      '@id': 'https://news.test/arm/post/a-story',
    });
    // Of embeds those are videos to search engines that can be shown in a frame.
    expect(told.video.video).toEqual([
      {
        '@type': 'VideoObject',
        name: 'Տեսանյութ',
        description: 'Լիճը բարձրացավ',
        embedUrl: 'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ',
        thumbnailUrl: 'https://news.test/media/0123456789abcdef0123/wide-1320.jpg',
        uploadDate: '2026-11-24T10:00:00.000Z',
      },
    ]);
    expect(told.article).not.toHaveProperty('video');
  });

  it('of lists and of the site is in the vocabulary', () => {
    const things = [
      paperData(place),
      siteData(place),
      articleTrail(place, article),
      trailData(place, [{ name: 'Տարածաշրջան', address: '/arm/region' }]),
      listData(place, 'Տարածաշրջան', '/arm/region', [article]),
      ...['about', 'contacts', 'privacy'].map((key) =>
        aboutData(place, key, { title: 'Մեր մասին', description: 'Ովքեր ենք' }),
      ),
    ];
    expect(unknownIn(JSON.parse(writeData(things)))).toEqual([]);
    const [, site, trail] = parsed(...things);
    expect(site.potentialAction.target.urlTemplate).toBe('https://news.test/arm/search?q={search_term_string}');
    expect(trail.itemListElement.map(({ item }: { item: { '@id': string } }) => item['@id'])).toEqual([
      'https://news.test/arm',
      'https://news.test/arm/region',
      'https://news.test/arm/post/a-story',
    ]);
  });

  it('cannot end its script', () => {
    expect(writeData([articleData(place, article, card)])).not.toMatch(/<\/?script/);
  });
});

it.each([
  [{ '@type': 'NewsPiece' }, 'no such type'],
  [{ '@type': 'NewsArticle', headlines: 'x' }, 'has no headlines'],
  [{ '@type': 'NewsArticle', datePublished: '24.11.2026' }, 'is none of'],
  [{ '@type': 'NewsArticle', datePublished: '2026-11-24T10:00:00' }, 'is none of'],
  [{ '@type': 'NewsArticle', author: { '@type': 'Place' } }, 'Place is none of'],
  [{ '@type': 'NewsArticle', isAccessibleForFree: 7 }, 'no number'],
  [{ '@type': 'NewsArticle', image: { url: 'x' } }, 'no type'],
  [{ '@type': 'NewsArticle', headline: '' }, 'empty'],
])('the vocabulary knows no %j', (data, problem) =>
  expect(unknownIn(data)).toEqual([expect.stringContaining(problem)]),
);
