import { createHash } from 'node:crypto';
import { parseFeedDate } from '#newsroom/transfer/feed/feed-date';
import type { FeedItem } from '#newsroom/transfer/feed/feed-item';
import { type ParsedFeed, parseFeedText } from '#newsroom/transfer/feed/parse-feed';
import {
  bareHost,
  type FormerSite,
  formerSite,
  lastSegment,
  parseWebAddress,
  unique,
} from '#newsroom/transfer/source/former-site';
import { plainText } from '#newsroom/transfer/source/plain-text';
import type {
  SourceEntry,
  SourceItem,
  SourcePost,
  SourceProblem,
  SourceSite,
} from '#newsroom/transfer/source/source-item';

/** Feeds are read whole: the largest are a few megabytes. In letters. */
const LENGTH_LIMIT = 32_000_000;

/** Some write whole stories into the summary. So much stays one, in letters. */
const SUMMARY_LENGTH = 600;

type Feed = { site: SourceSite; place: FormerSite; items: FeedItem[] };

/**
 * What feeds hold (RSS 0.9 to 2, Atom, RDF, JSON Feed): the site, then each entry with its authors and tags before it.
 * Several are pages of one feed, or feeds of several sections: what has come once does not come again.
 */
export async function* readFeeds(texts: Iterable<AsyncIterable<string>>): AsyncGenerator<SourceEntry> {
  const reader = new FeedReader();
  for (const text of texts) {
    const { feed, problem } = await readFeed(text);
    if (feed) yield* reader.entriesOf(feed);
    if (problem) yield problem;
  }
}

async function readFeed(text: AsyncIterable<string>): Promise<{ feed?: Feed; problem?: SourceProblem }> {
  let whole = '';
  for await (const chunk of text) {
    whole += chunk;
    if (whole.length > LENGTH_LIMIT) return { problem: { kind: 'problem', why: 'too-large', near: '' } };
  }
  const { feed, trouble, near } = parseFeedText(whole);
  return {
    ...(feed && { feed: placed(feed) }),
    ...(trouble && { problem: { kind: 'problem', why: trouble, near } }),
  };
}

function placed({ system, title, home, language, items }: ParsedFeed): Feed {
  const site: SourceSite = {
    kind: 'site',
    system,
    name: plainText(title),
    // A feed of a section gives the address of that.
    address: parseWebAddress(home)?.origin ?? '',
    ...(language && { language }),
  };
  return { site, place: formerSite([home]), items };
}

class FeedReader {
  private isSiteTold = false;
  private readonly told = new Set<string>();

  *entriesOf({ site, place, items }: Feed): Generator<SourceEntry> {
    if (!this.isSiteTold) yield site;
    this.isSiteTold = true;
    for (const item of items) yield* this.item(item, place);
  }

  private *item(item: FeedItem, place: FormerSite): Generator<SourceItem> {
    const id = idOf(item);
    if (!this.isNew(`post ${id}`)) {
      yield { kind: 'other', id: `again-${this.told.size}-${id}`, type: 'entry again', title: plainText(item.title) };
      this.told.add(`again ${this.told.size}`);
      return;
    }
    const authors = [...new Set(item.authors.map(plainText).filter(isName))];
    const tags = [...new Set(item.subjects.map(plainText).filter(Boolean))];
    for (const name of authors) {
      if (this.isNew(`author ${name}`)) yield { kind: 'author', id: name, slug: '', name, addresses: [] };
    }
    for (const name of tags) {
      if (this.isNew(`term ${name.toLowerCase()}`)) yield termOf(name);
    }
    yield postOf(item, id, { place, authors, terms: [...new Set(tags.map((name) => termOf(name).id))] });
  }

  private isNew(key: string): boolean {
    const isNew = !this.told.has(key);
    this.told.add(key);
    return isNew;
  }
}

/** Entries without an id go by their address, those without one by what they say, so that they come in only once. */
function idOf({ id, link, title, published, text, summary }: FeedItem): string {
  if (id || link) return id || link;
  const words = [title, published, title ? '' : text + summary].join('\n');
  return `text-${createHash('sha256').update(words).digest('hex').slice(0, 16)}`;
}

function termOf(name: string): Extract<SourceItem, { kind: 'term' }> {
  const slug = name.toLowerCase().replace(/\s+/g, '-');
  return { kind: 'term', id: `tag:${slug}`, taxonomy: 'tag', slug, name, addresses: [] };
}

function isName(name: string): boolean {
  return name !== '' && !name.includes('@');
}

function postOf(
  item: FeedItem,
  id: string,
  { place, authors, terms }: { place: FormerSite; authors: string[]; terms: string[] },
): SourcePost {
  const link = parseWebAddress(item.link, place.address || undefined);
  const addresses = unique([link, parseWebAddress(item.permalink)].map((url) => ownPath(url, place)));
  const summary = plainText(item.summary);
  const standfirst = item.text && summary.length <= SUMMARY_LENGTH ? summary : '';
  const publishedAt = parseFeedDate(item.published);
  const changedAt = parseFeedDate(item.changed);
  const lead = parseWebAddress(item.picture, place.address || undefined)?.href;
  return {
    kind: 'post',
    id,
    slug: lastSegment(addresses[0] ?? link?.pathname ?? ''),
    title: plainText(item.title),
    standfirst,
    text: { format: 'html', html: item.text || item.summary },
    // What is in a feed has been published, also where it does not say when.
    status: 'published',
    ...(publishedAt && { publishedAt }),
    ...(changedAt && { changedAt }),
    ...(item.language && { language: item.language }),
    authors,
    terms,
    ...(lead && { lead }),
    addresses,
  };
}

/** An address on the feed’s own site; those that only lead there, as of services that count readers, are not kept. */
function ownPath(url: URL | undefined, { hosts }: FormerSite): string | undefined {
  if (!url || (hosts.size > 0 && !hosts.has(bareHost(url.host)))) return undefined;
  return url.pathname + url.search;
}
