import {
  type AddressLine,
  type CrawlLine,
  type FoundPage,
  isOfAddress,
  readCrawlLine,
} from '#newsroom/transfer/site/crawl-line';
import type { PageReason } from '#newsroom/transfer/site/page-reasons';
import { fingerprintOf } from '#newsroom/transfer/source/fingerprint';
import { bareHost, lastSegment, parseWebAddress, unique } from '#newsroom/transfer/source/former-site';
import { linesOf } from '#newsroom/transfer/source/lines-of';
import type { SourceEntry, SourceItem, SourcePost } from '#newsroom/transfer/source/source-item';

/** What is known of all pages before the first is given. */
type Overview = {
  host: string;
  /** The number of the line that counts, of each address that has been fetched. */
  lines: Map<string, number>;
  /** The address whose page stands for a story, by what stories are known by. */
  winners: Map<string, string>;
  /** All addresses of a story. */
  addresses: Map<string, Set<string>>;
  /** All that are one story in several languages, by each of them; the oldest first. */
  translations: Map<string, string[]>;
  /** Addresses that lead to each other. */
  circles: Set<string>;
};

type Line = { number: number; line: CrawlLine };

/** Longer names would not fit into an index. */
const ID_LENGTH = 300;

/**
 * What has been fetched of a site: the site, then each story with its authors, section and tags before it. Each address
 * is exactly one item: a story, or left out with its reason. Reads its text twice: which pages are translations of each
 * other, or the same story, only all of them say.
 */
export async function* readSite(text: AsyncIterable<string>): AsyncGenerator<SourceEntry> {
  const overview = await survey(text);
  const told = new Set<string>();
  for await (const { line, number } of crawlLines(text)) {
    if (line.kind === 'front') {
      const { name, origin, language } = line;
      yield { kind: 'site', system: 'Site', name, address: origin, ...(language && { language }) };
    } else if (line.kind === 'unread') yield { kind: 'problem', why: line.why, near: line.near };
    else if (line.kind === 'listed' && !overview.lines.has(line.address)) yield leftOut(line.address, 'page-limit');
    else if (isOfAddress(line) && overview.lines.get(line.address) === number) yield* itemsOf(line, overview, told);
  }
}

function* itemsOf(line: AddressLine, overview: Overview, told: Set<string>): Generator<SourceItem> {
  if (line.kind === 'left') return yield leftOut(line.address, line.why);
  if (line.kind === 'moved')
    return yield leftOut(line.address, overview.circles.has(line.address) ? 'page-failed' : 'duplicate');
  const id = idOf(line.page.canonical, overview.host);
  if (overview.winners.get(id) !== line.address) return yield leftOut(line.address, 'duplicate', line.page.title);
  const others = [...aboutIt(line.page, overview.host)];
  for (const other of others) {
    if (!told.has(`${other.kind} ${other.id}`)) yield other;
    told.add(`${other.kind} ${other.id}`);
  }
  yield postOf(line.page, id, overview);
}

function leftOut(address: string, why: PageReason | 'duplicate', title = ''): SourceItem {
  return { kind: 'other', id: address.slice(0, ID_LENGTH), type: 'page', title: title || decoded(address), why };
}

function emptyOverview(): Overview {
  return {
    ...{ host: '', lines: new Map(), winners: new Map(), addresses: new Map() },
    ...{ translations: new Map(), circles: new Set() },
  };
}

async function survey(text: AsyncIterable<string>): Promise<Overview> {
  const overview = emptyOverview();
  for await (const { line, number } of crawlLines(text)) {
    if (line.kind === 'front') overview.host = bareHost(new URL(line.origin).host);
    if (isOfAddress(line)) overview.lines.set(line.address, number);
  }
  const moved = new Map<string, string>();
  const ids = new Map<string, string>();
  const links = new Map<string, { alternates: string[]; publishedAt: string }>();
  for await (const { line, number } of crawlLines(text)) {
    if (!isOfAddress(line) || overview.lines.get(line.address) !== number) continue;
    if (line.kind === 'moved') moved.set(line.address, line.to);
    if (line.kind !== 'page') continue;
    const { page } = line;
    const id = idOf(page.canonical, overview.host);
    // The page at the address itself says more than one that says it is that.
    if (!overview.winners.has(id) || line.address === page.canonical) overview.winners.set(id, line.address);
    const known = overview.addresses.get(id) ?? new Set();
    overview.addresses.set(id, known);
    for (const address of [page.canonical, ...page.addresses]) known.add(address);
    const alternates = page.alternates.map((one) => idOf(one.address, overview.host)).filter((one) => one !== id);
    ids.set(line.address, id);
    links.set(id, { alternates, publishedAt: page.publishedAt ?? '' });
  }
  for (const from of moved.keys()) {
    const end = endOf(from, moved);
    if (end === undefined) overview.circles.add(from);
    else overview.addresses.get(ids.get(end) ?? '')?.add(from);
  }
  overview.translations = translationsIn(links);
  return overview;
}

/** Where redirects lead in the end; undefined where they lead in a circle. */
function endOf(from: string, moved: Map<string, string>): string | undefined {
  const seen = new Set<string>();
  let at = from;
  for (let to = moved.get(at); to !== undefined; to = moved.get(at)) {
    if (seen.has(to)) return undefined;
    seen.add(to);
    at = to;
  }
  return at;
}

/** Which stories are translations of each other: two that name each other. */
function translationsIn(links: Map<string, { alternates: string[]; publishedAt: string }>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  const age = (id: string) => `${links.get(id)?.publishedAt || '9999'} ${id}`;
  for (const first of links.keys()) {
    if (groups.has(first)) continue;
    const members = new Set([first]);
    for (const one of members)
      for (const other of links.get(one)?.alternates ?? [])
        if (links.get(other)?.alternates.includes(one)) members.add(other);
    if (members.size === 1) continue;
    const sorted = [...members].sort((one, other) => (age(one) < age(other) ? -1 : 1));
    for (const one of members) groups.set(one, sorted);
  }
  return groups;
}

async function* crawlLines(text: AsyncIterable<string>): AsyncGenerator<Line> {
  let number = 0;
  for await (const { line: written } of linesOf(text)) {
    number++;
    const line = readCrawlLine(written);
    if (line) yield { line, number };
  }
}

/** What a story is known by: its path on the site, whatever scheme or www it has; with its host where it is another. */
function idOf(address: string, host: string): string {
  const url = new URL(address);
  const own = bareHost(url.host);
  const path = decoded(url.pathname).replace(/(?<=.)\/+$/, '') + url.search;
  const id = own === host ? path : own + path;
  return id.length <= ID_LENGTH ? id : `${id.slice(0, ID_LENGTH - 30)}…${fingerprintOf(id)}`;
}

function decoded(address: string): string {
  try {
    return decodeURI(address).normalize('NFC');
  } catch {
    return address;
  }
}

/** The authors, section and tags of a story. */
function* aboutIt({ authors, section, keywords }: FoundPage, host: string): Generator<SourceItem & { id: string }> {
  const places = (address: string | undefined) => unique([ownPath(address, host)]);
  for (const { name, address } of authors)
    yield { kind: 'author', id: name, slug: '', name, addresses: places(address) };
  if (section) yield { ...term('category', section.name), addresses: places(section.address) };
  for (const name of keywords) yield term('tag', name);
}

function term(taxonomy: 'category' | 'tag', name: string): SourceItem & { kind: 'term' } {
  const slug = name.toLowerCase().replace(/\s+/g, '-');
  return { kind: 'term', id: `${taxonomy}:${slug}`, taxonomy, slug, name, addresses: [] };
}

function postOf(page: FoundPage, id: string, { host, addresses, translations }: Overview): SourcePost {
  const together = translations.get(id);
  const { title, standfirst, html, beside, publishedAt, changedAt, language, picture, section } = page;
  const slug = lastSegment(new URL(page.canonical).pathname);
  return {
    kind: 'post',
    id,
    // Numbers and names of files say nothing.
    slug: /^(?:\d+|index|default|article|story|news)$/i.test(slug) ? '' : slug,
    title,
    standfirst,
    text: { format: 'html', html, ...(beside && { beside }) },
    // It was there for everybody, also where it does not say since when.
    status: 'published',
    ...(publishedAt && { publishedAt: new Date(publishedAt) }),
    ...(changedAt && { changedAt: new Date(changedAt) }),
    ...(language && { language }),
    ...(together && { translationGroup: together[0] ?? id, translations: together }),
    authors: page.authors.map(({ name }) => name),
    terms: [
      ...(section ? [term('category', section.name).id] : []),
      ...page.keywords.map((name) => term('tag', name).id),
    ],
    ...(picture && { lead: picture }),
    ...(page.pictureAlt && { leadAlt: page.pictureAlt }),
    ...(page.pictureCaption && { leadCaption: page.pictureCaption }),
    ...(page.isOpinion && { format: 'opinion' as const }),
    addresses: unique([...(addresses.get(id) ?? [])].map((address) => ownPath(address, host))),
  };
}

/** The path of an address of the site itself; those of hosts below it will not lead here. */
function ownPath(address: string | undefined, host: string): string | undefined {
  const url = address ? parseWebAddress(address) : undefined;
  return url && bareHost(url.host) === host ? url.pathname + url.search : undefined;
}
