import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import type { ArticleBody } from '#blocks/body';
import {
  authorAddress,
  type FeedFormat,
  feedAddress,
  frontAddress,
  livePartAddress,
  sectionAddress,
} from '#i18n/addresses';
import type { Language } from '#i18n/languages';
import type { Article } from '#newsroom/articles/article';
import { type Picture, renditionFile, renditionSizes } from '#newsroom/media/picture';
import { type IconSize, iconAddress, type Look, NO_LOOK } from '#newsroom/settings/look';
import { articleHtml } from '#newsroom/syndication/article-html';

/** An article as feeds give it: whole, with its pictures. */
export type FeedEntry = Omit<Article, 'storyId' | 'translations' | 'notes'> & {
  pictures: Picture[];
  /** What its kind is called in its language; null where that goes without saying. */
  kindName: string | null;
  /** The id of the entry of a live blog that it is, whose slug is that of its live blog. */
  liveEntry?: number;
};

export type Feed = {
  title: string;
  description: string;
  /** null where its entries are in several. */
  language: Language | null;
  /** Address of the list that the feed follows, as i18n/addresses.ts makes it; empty for the whole paper. */
  list: string;
  /** What the paper asks of those who reuse its texts. */
  rights: string;
  publisher: string;
  foundedYear: number;
  /** Newest first. */
  entries: FeedEntry[];
};

/**
 * What does not depend on the news: where the site is (an origin such as https://example.org), what its ids begin with
 * (fix-feed-authority.ts) and who is told of changes.
 */
export type FeedPlace = { origin: string; authority: string; hub?: string | null; look?: Look };

export const FEED_TYPES = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
} as const satisfies Record<FeedFormat, string>;

/** When anything in a feed last changed. One without entries is as old as the paper. */
export function changedAt(feed: Feed): Date {
  const times = feed.entries.map((entry) => lastChange(entry).getTime());
  return new Date(Math.max(Date.UTC(feed.foundedYear, 0), ...times));
}

function lastChange({ publishedAt, revisedAt }: FeedEntry): Date {
  return revisedAt && revisedAt > publishedAt ? revisedAt : publishedAt;
}

export function writeFeed(feed: Feed, format: FeedFormat, place: FeedPlace): string {
  return WRITERS[format](feed, place).replace(NOT_IN_XML, '');
}

const WRITERS: Record<FeedFormat, (feed: Feed, place: FeedPlace) => string> = {
  rss: writeRss,
  atom: writeAtom,
  json: writeJson,
};

/**
 * Characters that no XML document may hold, not even escaped (XML 1.0, 2.2); one pasted into a headline would cost all
 * readers the feed.
 */
export const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/**
 * The name of an article in feeds (RFC 4151). It holds for ever: neither a new headline nor a new slug nor a new domain
 * makes a new entry to those who have read it.
 */
function entryId({ id, liveEntry }: FeedEntry, { authority }: FeedPlace): string {
  return `tag:${authority}:${liveEntry === undefined ? `article/${id}` : `entry/${liveEntry}`}`;
}

function urlOf({ language, slug, liveEntry }: FeedEntry, { origin }: FeedPlace): string {
  return origin + livePartAddress(language, slug, liveEntry ?? '');
}

/** What a reader of the feed sees: lead picture, standfirst, text, and whose news it is. */
function entryHtml({ lead, standfirst, body, source, pictures }: FeedEntry, { origin }: FeedPlace): string {
  const whole: ArticleBody = [
    ...(lead ? [{ type: 'figure' as const, picture: lead.id }] : []),
    ...(standfirst ? [{ type: 'paragraph' as const, text: [{ text: standfirst, strong: true as const }] }] : []),
    ...body,
    ...(source ? [{ type: 'paragraph' as const, text: [{ text: source }] }] : []),
  ];
  return articleHtml(whole, lead ? [lead, ...pictures] : pictures, origin);
}

/** The kind of an entry, where it is said. */
function kindOf({ kind, kindName }: FeedEntry): { key: string; name: string }[] {
  return kindName ? [{ key: kind, name: kindName }] : [];
}

function leadFile(lead: Picture | null, { origin }: FeedPlace) {
  const size = lead && renditionSizes(lead, 'wide').at(-1);
  return (
    size && { ...size, url: `${origin}/media/${renditionFile(lead, 'wide', size.width, 'jpg')}`, type: 'image/jpeg' }
  );
}

function iconUrl({ origin, look = NO_LOOK }: FeedPlace, size: IconSize): string {
  return origin + iconAddress(look, size, '');
}

function homeOf({ list }: Feed, { origin }: FeedPlace): string {
  return `${origin}${list || '/'}`;
}

function writeRss(feed: Feed, place: FeedPlace): string {
  const { origin, hub, look = NO_LOOK } = place;
  return generateRssFeed({
    title: feed.title,
    link: homeOf(feed, place),
    description: feed.description,
    ...(feed.language && { language: feed.language }),
    copyright: feed.rights,
    lastBuildDate: changedAt(feed),
    ...(look.icon && {
      // RSS allows 144 pixels of width at most.
      image: { url: iconUrl(place, '48'), title: feed.title, link: homeOf(feed, place), width: 48, height: 48 },
    }),
    atom: {
      links: [
        { href: origin + feedAddress('rss', feed.list), rel: 'self', type: 'application/rss+xml' },
        ...(hub ? [{ href: hub, rel: 'hub' }] : []),
      ],
    },
    items: feed.entries.map((entry) => {
      const { lead, language, section } = entry;
      const file = leadFile(lead, place);
      const words = lead && { description: { value: lead.alt }, credits: [{ value: lead.credit }] };
      return {
        title: entry.headline,
        link: urlOf(entry, place),
        guid: { value: entryId(entry, place), isPermaLink: false },
        pubDate: entry.publishedAt,
        description: entry.standfirst,
        categories: [
          { name: section.name, domain: origin + sectionAddress(language, section.key) },
          ...[...kindOf(entry), ...entry.tags].map(({ name }) => ({ name })),
        ],
        content: { encoded: entryHtml(entry, place) },
        // RSS itself wants an address of electronic mail where it says author.
        dc: { creators: entry.authors.map(({ name }) => name), languages: [language] },
        ...(entry.revisedAt && { atom: { updated: lastChange(entry) } }),
        ...(file && { media: { contents: [{ ...file, medium: 'image', ...words }] } }),
      };
    }),
  });
}

function writeAtom(feed: Feed, place: FeedPlace): string {
  const { origin, hub, look = NO_LOOK } = place;
  const home = homeOf(feed, place);
  return generateAtomFeed({
    id: `tag:${place.authority}:feed${feed.list}`,
    ...(feed.language && { xml: { lang: feed.language } }),
    title: { value: feed.title },
    subtitle: { value: feed.description },
    rights: { value: feed.rights },
    updated: changedAt(feed),
    ...(look.icon && { icon: iconUrl(place, '48') }),
    ...(look.logo && { logo: origin + look.logo.path }),
    authors: [{ name: feed.publisher, uri: origin + (feed.language ? frontAddress(feed.language) : '/') }],
    links: [
      { href: origin + feedAddress('atom', feed.list), rel: 'self', type: 'application/atom+xml' },
      { href: home, rel: 'alternate', type: 'text/html' },
      ...(hub ? [{ href: hub, rel: 'hub' }] : []),
    ],
    entries: feed.entries.map((entry) => {
      const { lead, language, section, headline, standfirst } = entry;
      const file = leadFile(lead, place);
      return {
        id: entryId(entry, place),
        xml: { lang: language },
        title: { value: headline },
        summary: { value: standfirst },
        content: { type: 'html', value: entryHtml(entry, place) },
        published: entry.publishedAt,
        updated: lastChange(entry),
        ...(entry.authors.length > 0 && {
          authors: entry.authors.map(({ key, name }) => ({ name, uri: origin + authorAddress(language, key) })),
        }),
        categories: [section, ...kindOf(entry), ...entry.tags].map(({ key, name }) => ({ term: key, label: name })),
        links: [
          { href: urlOf(entry, place), rel: 'alternate', type: 'text/html', hreflang: language },
          ...(file ? [{ href: file.url, rel: 'enclosure', type: file.type, title: lead?.alt || headline }] : []),
        ],
      };
    }),
  });
}

function writeJson(feed: Feed, place: FeedPlace): string {
  const { origin, hub, look = NO_LOOK } = place;
  const written = generateJsonFeed({
    title: feed.title,
    home_page_url: homeOf(feed, place),
    feed_url: origin + feedAddress('json', feed.list),
    description: feed.description,
    ...(look.icon && { icon: iconUrl(place, '512'), favicon: iconUrl(place, '48') }),
    ...(feed.language && { language: feed.language }),
    authors: [{ name: feed.publisher, url: origin + (feed.language ? frontAddress(feed.language) : '/') }],
    ...(hub && { hubs: [{ type: 'WebSub', url: hub }] }),
    items: feed.entries.map((entry) => {
      const { language, section } = entry;
      const file = leadFile(entry.lead, place);
      return {
        id: entryId(entry, place),
        url: urlOf(entry, place),
        title: entry.headline,
        summary: entry.standfirst,
        content_html: entryHtml(entry, place),
        ...(file && { image: file.url }),
        date_published: entry.publishedAt,
        date_modified: lastChange(entry),
        authors: entry.authors.map(({ key, name }) => ({ name, url: origin + authorAddress(language, key) })),
        tags: [section, ...kindOf(entry), ...entry.tags].map(({ name }) => name),
        language,
      };
    }),
  });
  // The library leaves an empty list out, which the format asks for.
  return JSON.stringify({ items: [], ...(written as object) });
}
