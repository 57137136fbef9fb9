import { picturesIn } from '#blocks/body';
import { kindNames } from '#i18n/kind-names';
import type { Article } from '#newsroom/articles/article';
import { entryName } from '#newsroom/live/entry';
import { findLiveBlog } from '#newsroom/live/find-live-blog';
import { listPictures } from '#newsroom/media/list-pictures';
import type { FeedEntry } from '#newsroom/syndication/feed';

/** The newest entries of a live blog as entries of a feed, each with the section and tags of its live blog. */
export async function listLiveFeedEntries(article: Article): Promise<FeedEntry[]> {
  const { headline, language, storyId, tags, section, source } = article;
  const [blog, names] = await Promise.all([findLiveBlog(storyId, language, { order: 'newest' }), kindNames(language)]);
  const entries = blog?.entries ?? [];
  const shown = await listPictures([...new Set(entries.flatMap(({ body }) => picturesIn(body)))], language);
  return entries.map((entry) => {
    const own = picturesIn(entry.body);
    return {
      id: article.id,
      liveEntry: entry.id,
      kind: article.kind,
      kindName: names[article.kind],
      slug: article.slug,
      language,
      headline: entryName(entry, headline),
      standfirst: '',
      body: entry.body,
      source,
      publishedAt: entry.shownAt,
      revisedAt: entry.revisedAt,
      section,
      lead: null,
      tags,
      authors: entry.author ? [entry.author] : [],
      pictures: shown.filter(({ id }) => own.includes(id)),
    };
  });
}
