import { type CrawlFile, openCrawlFile } from '#newsroom/transfer/site/crawl-file';
import type { AddressLine, CrawlLine } from '#newsroom/transfer/site/crawl-line';
import { decodePage } from '#newsroom/transfer/site/decode-page';
import type { Listed, Unread } from '#newsroom/transfer/site/list-addresses';
import { type PageReason, wasAsked } from '#newsroom/transfer/site/page-reasons';
import { readPage } from '#newsroom/transfer/site/read-page';
import type { Visited, Visitor } from '#newsroom/transfer/site/visit';
import { bareHost } from '#newsroom/transfer/source/former-site';
import { withTimeLimit } from '#platform/time-limit';

/** The front of a site, and how its pages are listed. */
export type FoundSite = {
  front: CrawlLine & { kind: 'front' };
  list(): Promise<{ listed: Listed[]; unread: Unread[] }>;
};

export type CrawlTrouble = 'no-addresses' | 'site-unreachable' | 'stopped';

type Crawl = {
  path: string;
  /** As it was given: what lies below it is taken. */
  address: string;
  /** So many pages are fetched at most. */
  pages: number;
  visitor: Visitor;
  /** Asked for once, unless the file has all addresses already. */
  find(): Promise<{ ok: true; site: FoundSite } | { ok: false; why: CrawlTrouble }>;
  progress(done: number, total?: number): void;
  isStopped(): boolean;
};

/** Pages that are fetched at a time. */
const AT_A_TIME = 2;
const PAGE_LIMIT = 4_000_000;
/** A line of the file is not read beyond that, characters. */
const LINE_LIMIT = 4_900_000;
/** Reading a page takes tens of milliseconds. */
const READING_MS = 10_000;
/** After so many failures of the network one after another, the site is away, and not the pages. */
const FAILURES = 20;

/**
 * Fetches the pages of a site into a file, each as the story that it has or the reason why it is left out. What the file
 * has already is not fetched again, so it goes on where it was cut short. Returns why it has ended early. Throws what the
 * file system throws.
 */
export async function crawlSite(crawl: Crawl): Promise<CrawlTrouble | undefined> {
  const file = await openCrawlFile(crawl.path, { address: crawl.address });
  try {
    if (!file.isListed) {
      const trouble = await writeList(file, crawl);
      if (trouble) return trouble;
    }
    return await fetchPages(file, crawl);
  } finally {
    await file.close();
  }
}

async function writeList(file: CrawlFile, { find }: Crawl): Promise<CrawlTrouble | undefined> {
  const found = await find();
  if (!found.ok) return found.why;
  const { listed, unread } = await found.site.list();
  if (listed.length === 0) return 'no-addresses';
  file.front = found.site.front;
  file.listed = listed;
  const lines = listed.map((one): CrawlLine => ({ kind: 'listed', ...one }));
  await file.write(found.site.front, ...unread);
  for (let at = 0; at < lines.length; at += 1_000) await file.write(...lines.slice(at, at + 1_000));
  await file.write({ kind: 'all-listed', count: listed.length });
  return undefined;
}

async function fetchPages(file: CrawlFile, crawl: Crawl): Promise<CrawlTrouble | undefined> {
  const isWaiting = ({ address }: Listed) => !file.done.has(address) && !(file.finishedAt && file.failed.has(address));
  const waiting = file.listed.filter(isWaiting);
  // What has failed before comes last: a host that is gone does not keep the others waiting.
  const order = waiting.toSorted(
    (one, other) => Number(file.failed.has(one.address)) - Number(file.failed.has(other.address)),
  );
  const all = new Set(file.listed.map(({ address }) => address));
  const isListed = (address: string) => all.has(address);
  let { asked } = file;
  const before = file.finishedAt ? file.listed.length - waiting.length : -1;
  let done = file.listed.length - waiting.length;
  let next = 0;
  let failures = 0;
  let writing = Promise.resolve();
  const isOver = () => crawl.isStopped() || failures >= FAILURES || asked >= crawl.pages || next >= order.length;
  const tell = () => crawl.progress(done, Math.min(file.listed.length, done + Math.max(0, crawl.pages - asked)));
  tell();
  const work = async () => {
    while (!isOver()) {
      const listed = order[next++] as Listed;
      asked++;
      const { line, isPassing } = await fetchPage(listed, file, crawl, isListed);
      if (line.kind === 'left' && !wasAsked(line.why)) asked--;
      else failures = isPassing ? failures + 1 : 0;
      writing = writing.then(() => file.write(line));
      await writing;
      done++;
      tell();
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  if (crawl.isStopped()) return 'stopped';
  if (failures >= FAILURES) return 'site-unreachable';
  if (done > before) await file.write({ kind: 'finished', at: new Date().toISOString() });
  return undefined;
}

type Fetched = { line: AddressLine; isPassing: boolean };

async function fetchPage(
  listed: Listed,
  { front }: CrawlFile,
  { visitor, address: given }: Crawl,
  isListed: (address: string) => boolean,
): Promise<Fetched> {
  const { address } = listed;
  const left = (why: PageReason, isPassing = false): Fetched => ({ line: { kind: 'left', address, why }, isPassing });
  const isInside = insideOf(front?.origin ?? given, given);
  const visited = await visitor.visit(address, {
    limit: PAGE_LIMIT,
    accept: 'text/html, application/xhtml+xml',
    isInside,
    isListed,
  });
  if (visited.kind === 'moved') return { line: { kind: 'moved', address, to: visited.to }, isPassing: false };
  if (visited.kind === 'failed') return left(REASONS[visited.why], visited.isPassing);
  if (visited.type !== '' && !/html/.test(visited.type)) return left('not-html');
  const isOfSite = insideOf(front?.origin ?? given, front?.origin ?? given);
  const read = readSafely(visited, {
    siteName: front?.name ?? '',
    publishedAt: listed.publishedAt,
    isInside: isOfSite,
  });
  if ('why' in read) return left(read.why);
  const page = { ...read.page, addresses: [...new Set([visited.address, ...visited.by, ...read.page.addresses])] };
  const line = { kind: 'page', address, page } as const;
  return JSON.stringify(line).length > LINE_LIMIT ? left('page-too-large') : { line, isPassing: false };
}

/** Whatever a page has: it cannot keep the process busy, nor end it. */
function readSafely(
  { bytes, charset, address }: Visited & { kind: 'page' },
  known: Omit<Parameters<typeof readPage>[1], 'address'>,
): ReturnType<typeof readPage> {
  try {
    const html = decodePage(bytes, charset);
    return withTimeLimit(READING_MS, () => readPage(html, { ...known, address })) ?? { why: 'page-unreadable' };
  } catch {
    return { why: 'page-unreadable' };
  }
}

const REASONS: Record<(Visited & { kind: 'failed' })['why'], PageReason> = {
  robots: 'robots',
  outside: 'outside',
  gone: 'page-gone',
  'not-public': 'page-failed',
  'too-large': 'page-too-large',
  failed: 'page-failed',
};

/**
 * Whether an address is of the site at an origin, or of a host below it, and lies below the path of the address that was
 * given, if that names a folder.
 */
function insideOf(origin: string, given: string): (address: string) => boolean {
  const host = bareHost(new URL(origin).host);
  const { pathname } = new URL(given);
  const folder = pathname.endsWith('/') ? pathname : '/';
  return (address) => {
    const url = URL.parse(address);
    if (!url || !/^https?:$/.test(url.protocol)) return false;
    const own = bareHost(url.host);
    return (own === host || own.endsWith(`.${host}`)) && `${url.pathname}/`.startsWith(folder);
  };
}
