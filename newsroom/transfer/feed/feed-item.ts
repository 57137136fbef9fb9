import type { AtomFeed, JsonFeed, MediaNs, RdfFeed, RssFeed } from 'feedsmith';
import { escapeHtml } from '#blocks/html';

/** An entry of a feed of any kind. Texts are HTML unless another thing is said; empty where there is none. */
export type FeedItem = {
  /** What the feed calls it. */
  id: string;
  link: string;
  /** Another address of it, if its id is one. */
  permalink: string;
  title: string;
  text: string;
  summary: string;
  /** Plain text. */
  authors: string[];
  subjects: string[];
  published: string;
  changed: string;
  picture: string;
  language: string;
};

export function rssItem(item: RssFeed.Item<string>): FeedItem {
  const { guid, dc, atom, media, enclosures = [] } = item;
  const summary = item.description ?? '';
  const picture = enclosures.find(({ type }) => type?.startsWith('image/'));
  return {
    id: guid?.value ?? '',
    link: item.link ?? linkOf(atom?.links),
    permalink: guid?.isPermaLink === false ? '' : (guid?.value ?? ''),
    title: item.title ?? first(dc?.titles),
    text: item.content?.encoded ?? htmlOf(atom?.content) ?? '',
    summary: summary || (item.itunes?.summary ?? ''),
    authors: dc?.creators ?? namesOf(item.authors) ?? namesOf(atom?.authors) ?? listOf(item.itunes?.author),
    subjects: (item.categories ?? []).flatMap(({ name }) => name ?? []).concat(dc?.subjects ?? []),
    published: item.pubDate ?? first(dc?.dates) ?? atom?.published ?? '',
    changed: atom?.updated ?? '',
    picture: largestPicture(media) || (picture?.url ?? ''),
    language: item.xml?.lang ?? first(dc?.languages),
  };
}

export function rdfItem(item: RdfFeed.Item<string>): FeedItem {
  const { dc } = item;
  return {
    id: item.rdf?.about ?? '',
    link: item.link ?? '',
    permalink: '',
    title: item.title ?? first(dc?.titles),
    text: item.content?.encoded ?? '',
    summary: item.description ?? first(dc?.descriptions),
    authors: dc?.creators ?? [],
    subjects: dc?.subjects ?? [],
    published: first(dc?.dates),
    changed: '',
    picture: largestPicture(item.media),
    language: item.xml?.lang ?? first(dc?.languages),
  };
}

export function atomItem(entry: AtomFeed.Entry<string>, feedAuthors: string[]): FeedItem {
  const picture = entry.links?.find(({ rel, type }) => rel === 'enclosure' && type?.startsWith('image/'));
  return {
    id: entry.id ?? '',
    link: linkOf(entry.links),
    permalink: linkOf(entry.links) ? '' : (entry.id ?? ''),
    title: htmlOf(entry.title) ?? '',
    text: htmlOf(entry.content) ?? '',
    summary: htmlOf(entry.summary) ?? '',
    authors: namesOf(entry.authors) ?? feedAuthors,
    subjects: (entry.categories ?? []).flatMap(({ label, term }) => label ?? term ?? []),
    published: entry.published ?? entry.updated ?? '',
    changed: entry.updated ?? '',
    picture: largestPicture(entry.media) || (picture?.href ?? ''),
    language: entry.xml?.lang ?? '',
  };
}

export function jsonItem(item: JsonFeed.Item<string>, feedAuthors: string[]): FeedItem {
  return {
    id: item.id ?? '',
    link: item.url ?? '',
    permalink: item.url ? '' : (item.id ?? ''),
    title: escapeHtml(item.title ?? ''),
    text: item.content_html ?? paragraphs(item.content_text ?? ''),
    summary: escapeHtml(item.summary ?? ''),
    authors: namesOf(item.authors) ?? feedAuthors,
    subjects: item.tags ?? [],
    published: item.date_published ?? '',
    changed: item.date_modified ?? '',
    picture: item.image ?? item.banner_image ?? '',
    language: item.language ?? '',
  };
}

/** Names of people; undefined where there are none, so that somebody else is asked. No address of mail is one. */
export function namesOf(people: readonly { name?: string }[] | undefined): string[] | undefined {
  const names = (people ?? []).flatMap(({ name }) => name?.trim() || []).filter((name) => !name.includes('@'));
  return names.length > 0 ? names : undefined;
}

/** In Atom what is neither HTML nor XHTML is text. */
function htmlOf(text: { value?: string; type?: string } | undefined): string | undefined {
  if (text?.value === undefined) return undefined;
  return /html|xml/.test(text.type ?? '') ? text.value : escapeHtml(text.value);
}

function linkOf(links: readonly { href?: string; rel?: string }[] | undefined): string {
  return links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href ?? '';
}

/** Of the sizes of one picture the largest; those without a size come last. */
function largestPicture(media: MediaNs.ItemOrFeed | undefined): string {
  const groups = [media, ...(media?.groups ?? [])];
  const contents = groups
    .flatMap((group) => group?.contents ?? [])
    .filter(
      ({ medium, type, url }) =>
        medium === 'image' || type?.startsWith('image/') || /\.(jpe?g|png|webp)\b/i.test(url ?? ''),
    );
  const thumbnails = groups.flatMap((group) => group?.thumbnails ?? []);
  const [best] = (contents.length > 0 ? contents : thumbnails).toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0));
  return best?.url ?? '';
}

function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p>${escapeHtml(part.trim())}</p>`)
    .join('');
}

function first(values: readonly string[] | undefined): string {
  return values?.[0] ?? '';
}

function listOf(value: string | undefined): string[] {
  return value ? [value] : [];
}
