import type { BlogPosting, LiveBlogPosting } from 'schema-dts';
import { searchTextOf } from '#blocks/body';
import { authorAddress, livePartAddress, postAddress } from '#i18n/addresses';
import type { Article } from '#newsroom/articles/article';
import { entryName, type LiveEntry } from '#newsroom/live/entry';
import type { LiveBlog } from '#newsroom/live/find-live-blog';
import type { SharePicture } from '#newsroom/syndication/share-picture';
import { articleData, imageData, type Place } from '#newsroom/syndication/structured-data';

/** A live blog as structured data, with the entries that its page shows. */
export function liveBlogData(
  place: Place,
  article: Article,
  { entries, closedAt, startedAt }: Pick<LiveBlog, 'entries' | 'closedAt' | 'startedAt'>,
  shared: SharePicture,
): LiveBlogPosting {
  const { '@type': _, ...story } = articleData(place, article, shared) as object as { '@type': string };
  const started = startedAt && startedAt < article.publishedAt ? startedAt : article.publishedAt;
  return {
    ...story,
    '@type': 'LiveBlogPosting',
    dateModified: lastChangeOf(article, entries).toISOString(),
    coverageStartTime: started.toISOString(),
    ...(closedAt && { coverageEndTime: closedAt.toISOString() }),
    liveBlogUpdate: entries.map((entry) => entryData(place, article, entry, shared)),
  };
}

/** An entry of a live blog. */
export function entryData(
  { origin, language }: Place,
  { slug, headline, lead }: Pick<Article, 'slug' | 'headline' | 'lead'>,
  entry: LiveEntry,
  shared: SharePicture,
): BlogPosting {
  const url = origin + livePartAddress(language, slug, entry.id);
  const { author, shownAt, body } = entry;
  return {
    '@type': 'BlogPosting',
    '@id': `${url}#entry`,
    url,
    headline: entryName(entry, headline),
    articleBody: searchTextOf(body),
    image: imageData({ lead }, shared, origin),
    datePublished: shownAt.toISOString(),
    dateModified: lastChange(entry).toISOString(),
    author: author
      ? { '@type': 'Person', name: author.name, url: origin + authorAddress(language, author.key) }
      : { '@id': `${origin}/#paper` },
    publisher: { '@id': `${origin}/#paper` },
    inLanguage: language,
    isPartOf: { '@id': `${origin}${postAddress(language, slug)}#article` },
  };
}

/** When a page of a live blog last changed: the story, or one of the entries that it shows. */
export function lastChangeOf(
  { publishedAt, revisedAt }: Pick<Article, 'publishedAt' | 'revisedAt'>,
  entries: readonly LiveEntry[],
): Date {
  const times = [publishedAt, ...(revisedAt ? [revisedAt] : []), ...entries.map(lastChange)];
  return new Date(Math.max(...times.map(Number)));
}

function lastChange({ shownAt, revisedAt }: LiveEntry): Date {
  return revisedAt && revisedAt > shownAt ? revisedAt : shownAt;
}
