import {
  authorAddress,
  FEED_FILES,
  type FeedFormat,
  feedAddress,
  frontAddress,
  postAddress,
  sectionAddress,
  tagAddress,
} from '#i18n/addresses';
import { DEFAULT_LANGUAGE, type Language, languageAtPath } from '#i18n/languages';
import type { Article } from '#newsroom/articles/article';
import { findArticle } from '#newsroom/articles/find-article';
import { kindRecord } from '#newsroom/articles/kinds';
import type { ArticleFilter } from '#newsroom/articles/list-articles';
import { findCrawlerSettings } from '#newsroom/settings/find-crawler-settings';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { FEED_TYPES, writeFeed } from '#newsroom/syndication/feed';
import { fixFeedAuthority } from '#newsroom/syndication/fix-feed-authority';
import { listFeedEntries } from '#newsroom/syndication/list-feed-entries';
import { listLiveFeedEntries } from '#newsroom/syndication/list-live-feed-entries';
import { findAuthor } from '#newsroom/topics/find-author';
import { findTag } from '#newsroom/topics/find-tag';
import { listSections } from '#newsroom/topics/list-sections';
import { now } from '#platform/clock';
import { publicUrl } from '#platform/env';
import { conditional, guarded, notAllowed } from '../../../../api/answer.ts';
import { absent } from '../../../sitemaps.ts';

/** `/feed.xml`, `/en/atom.xml`, `/ru/tag/water/feed.json`: next.config.ts leads them here, taken apart. */
export const GET = guarded(async (request, { params }: { params: Promise<{ file: string; list?: string[] }> }) => {
  const { file, list: parts = [] } = await params;
  const format = (Object.keys(FEED_FILES) as FeedFormat[]).find((name) => FEED_FILES[name] === file);
  const list = format && (await findList(parts));
  if (!format || !list) return absent();
  const location = feedAddress(format, list.address);
  const asked = new URL(request.url).pathname;
  // A tag that went into another one.
  if (asked !== location && asked === feedAddress(format, `/${parts.join('/')}`))
    return new Response(null, { status: 308, headers: { location } });
  if (asked !== location) return absent();

  const { language, filter, title, description, address, live } = list;
  const [settings, { hub }, entries] = await Promise.all([
    findSiteSettings(language ?? DEFAULT_LANGUAGE),
    findCrawlerSettings(),
    live ? listLiveFeedEntries(live) : listFeedEntries(language, filter),
  ]);
  const feed = {
    title: title ? `${title} – ${settings.name}` : settings.name,
    description: description || settings.tagline,
    language,
    list: address,
    rights: settings.reuseRule,
    publisher: settings.name,
    foundedYear: settings.foundedYear,
    entries,
  };
  const origin = publicUrl();
  const authority = await fixFeedAuthority({ origin, foundedYear: feed.foundedYear });
  return conditional(request, writeFeed(feed, format, { origin, authority, hub, look: settings.look }), {
    'content-type': FEED_TYPES[format],
    // When it was made, not when its newest story was: a story that is taken back leaves older ones, and whoever asks by
    // this date alone would keep it.
    'last-modified': now().toUTCString(),
    // Readers of feeds that are themselves web pages fetch them from there.
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };

type List = {
  address: string;
  language: Language | null;
  filter: ArticleFilter;
  title?: string;
  description?: string;
  /** The live blog whose entries it lists. Hubs are not told of these. */
  live?: Article;
};

/** The list at an address, given in its parts; undefined where there is none. */
async function findList(parts: string[]): Promise<List | undefined> {
  const [path = '', first, second, ...more] = parts;
  if (parts.length === 0) return { address: '', language: null, filter: {} };
  const language = languageAtPath(path)?.code;
  if (!language || more.length > 0) return undefined;
  if (first === undefined) return { address: frontAddress(language), language, filter: {} };
  if (second === undefined) {
    const section = (await listSections(language)).find(({ key }) => key === first);
    if (!section) return undefined;
    const { key, name, description } = section;
    return { address: sectionAddress(language, key), language, filter: { section: key }, title: name, description };
  }
  if (first === 'tag') {
    const tag = await findTag(language, second);
    return tag
      ? { address: tagAddress(language, tag.key), language, filter: { tag: tag.key }, title: tag.name }
      : undefined;
  }
  if (first === 'post') {
    const found = await findArticle(language, second);
    if (found.kind === 'moved') return { address: postAddress(language, found.slug), language, filter: {} };
    if (found.kind !== 'story' || !kindRecord(found.article.kind).hasEntries) return undefined;
    const { slug, headline: title, standfirst: description } = found.article;
    return { address: postAddress(language, slug), language, filter: {}, title, description, live: found.article };
  }
  if (first === 'author') {
    const author = await findAuthor(language, second);
    return author
      ? { address: authorAddress(language, author.key), language, filter: { author: author.key }, title: author.name }
      : undefined;
  }
  return undefined;
}
