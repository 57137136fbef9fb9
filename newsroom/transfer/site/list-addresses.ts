import { parseFeedDate } from '#newsroom/transfer/feed/feed-date';
import { parseFeedText } from '#newsroom/transfer/feed/parse-feed';
import type { CrawlLine } from '#newsroom/transfer/site/crawl-line';
import { decodePage } from '#newsroom/transfer/site/decode-page';
import { pageDocument } from '#newsroom/transfer/site/page-document';
import { readSitemap, SITEMAP_LIMIT, type Sitemap } from '#newsroom/transfer/site/read-sitemap';
import type { Visited, Visitor } from '#newsroom/transfer/site/visit';
import { parseWebAddress } from '#newsroom/transfer/source/former-site';

export type Listed = { address: string; publishedAt?: string };
export type Unread = CrawlLine & { kind: 'unread' };
type Lists = { listed: Listed[]; unread: Unread[] };

/** More addresses than that are not listed: they are held in memory. */
const ADDRESSES = 200_000;
/** So many sitemaps are read, and so many feeds. */
const SITEMAPS = 2_000;
const FEEDS = 20;
/** An index of indexes of indexes is a trap. */
const DEEPEST = 3;
const FEED_LIMIT = 32_000_000;

/** Where sitemaps lie that robots.txt does not name. */
const USUAL = [
  '/sitemap.xml',
  '/sitemap_index.xml',
  '/sitemap-index.xml',
  '/wp-sitemap.xml',
  '/sitemap.xml.gz',
  '/sitemap.txt',
];

/**
 * The addresses of a site's pages, in the order of its sitemaps: those that robots.txt names, else one at a usual place.
 * A site without one has what its feeds link to. `progress` is told how many there are so far.
 */
export async function listAddresses(
  visitor: Visitor,
  front: { address: string; html: string },
  progress: (found: number) => void,
): Promise<Lists> {
  const lists = new AddressList(visitor, progress);
  const { origin } = new URL(front.address);
  const { sitemaps } = await visitor.robots(origin);
  for (const written of sitemaps) await lists.addSitemap(parseWebAddress(written, origin)?.href ?? written);
  for (const path of USUAL) if (lists.isEmpty()) await lists.addSitemap(origin + path, { isGuess: true });
  if (lists.isEmpty()) for (const address of feedsOf(front).slice(0, FEEDS)) await lists.addFeed(address);
  return lists.all();
}

/** The same of a sitemap that somebody has given the address of. */
export async function listSitemap(
  visitor: Visitor,
  sitemap: { address: string; bytes: Uint8Array },
  progress: (found: number) => void,
): Promise<Lists> {
  const lists = new AddressList(visitor, progress);
  await lists.addBytes(sitemap.address, sitemap.bytes, 0);
  return lists.all();
}

class AddressList {
  readonly #visitor: Visitor;
  readonly #progress: (found: number) => void;
  readonly #listed = new Map<string, Listed>();
  readonly #unread: Unread[] = [];
  readonly #seen = new Set<string>();

  constructor(visitor: Visitor, progress: (found: number) => void) {
    this.#visitor = visitor;
    this.#progress = progress;
  }

  isEmpty(): boolean {
    return this.#listed.size === 0;
  }

  all(): Lists {
    return { listed: [...this.#listed.values()], unread: this.#unread };
  }

  async addSitemap(address: string, { isGuess = false, depth = 0 } = {}): Promise<void> {
    if (this.#seen.has(address)) return;
    if (this.#seen.size >= SITEMAPS || depth > DEEPEST) return this.#cannotRead('too-large', address);
    this.#seen.add(address);
    const visited = await this.#visitor.visit(address, { limit: SITEMAP_LIMIT });
    if (visited.kind === 'page') await this.addBytes(address, visited.bytes, depth, isGuess);
    else if (!isGuess) this.#cannotRead(isTooLarge(visited) ? 'too-large' : 'not-fetched', address);
  }

  async addBytes(address: string, bytes: Uint8Array, depth: number, isGuess = false): Promise<void> {
    this.#seen.add(address);
    const sitemap = readSitemap(bytes);
    if (!sitemap) {
      if (!isGuess) this.#cannotRead('not-well-formed', address);
      return;
    }
    if (sitemap.isCut) this.#cannotRead('too-large', address);
    if (!sitemap.isIndex) return this.#add(sitemap.places, address);
    for (const place of sitemap.places) {
      const below = parseWebAddress(place.address, address)?.href;
      if (below) await this.addSitemap(below, { depth: depth + 1 });
    }
  }

  async addFeed(address: string): Promise<void> {
    const visited = await this.#visitor.visit(address, { limit: FEED_LIMIT });
    if (visited.kind !== 'page') return this.#cannotRead('not-fetched', address);
    const { feed } = parseFeedText(decodePage(visited.bytes, visited.charset));
    if (!feed) return this.#cannotRead('not-well-formed', address);
    const places = feed.items.flatMap(({ link, permalink, published }) => {
      const date = parseFeedDate(published);
      const place = { address: link || permalink };
      return place.address ? { ...place, ...(date && { publishedAt: date.toISOString() }) } : [];
    });
    this.#add(places, address);
  }

  #add(places: Sitemap['places'], base: string): void {
    for (const { address, ...said } of places) {
      const url = parseWebAddress(address, base);
      if (url) url.hash = '';
      const listed = url?.href ?? address;
      if (this.#listed.has(listed)) continue;
      if (this.#listed.size === ADDRESSES) {
        this.#cannotRead('too-large', base);
        break;
      }
      this.#listed.set(listed, { address: listed, ...said });
    }
    this.#progress(this.#listed.size);
  }

  #cannotRead(why: Unread['why'], near: string): void {
    this.#unread.push({ kind: 'unread', why, near: near.slice(0, 500) });
  }
}

function isTooLarge(visited: Visited): boolean {
  return visited.kind === 'failed' && visited.why === 'too-large';
}

/** Feeds that a page announces. */
function feedsOf({ address, html }: { address: string; html: string }): string[] {
  const links = [...(pageDocument(html)?.querySelectorAll('link[rel~=alternate][href]') ?? [])];
  return links
    .filter((link) => /^application\/(rss|atom|feed)\+(xml|json)$/.test(link.getAttribute('type') ?? ''))
    .flatMap((link) => parseWebAddress(link.getAttribute('href') ?? '', address)?.href ?? []);
}
