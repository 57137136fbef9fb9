import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isCrawlFile } from '#newsroom/transfer/site/crawl-file';
import { type CrawlTrouble, crawlSite, type FoundSite } from '#newsroom/transfer/site/crawl-site';
import { decodePage } from '#newsroom/transfer/site/decode-page';
import { listAddresses, listSitemap } from '#newsroom/transfer/site/list-addresses';
import { pageDocument } from '#newsroom/transfer/site/page-document';
import { readSitemap } from '#newsroom/transfer/site/read-sitemap';
import { type Manners, USUAL_MANNERS, type Visited, Visitor } from '#newsroom/transfer/site/visit';
import { detectFormat } from '#newsroom/transfer/source/detect-format';
import { parseWebAddress } from '#newsroom/transfer/source/former-site';
import { plainText } from '#newsroom/transfer/source/plain-text';

/** Why nothing can be fetched from an address, or not everything. */
export type FetchTrouble = CrawlTrouble | 'robots-forbid' | 'not-public' | 'site-gone' | 'site-too-large';

type ToFetch = {
  /** Of a feed, a sitemap, or a site. */
  address: string;
  /** The file that it is fetched into. */
  path: string;
  pages?: number | undefined;
  progress(done: number, total?: number): void;
  isStopped?(): boolean;
  manners?: Manners;
};

/** Pages are fetched as long as nobody says otherwise. */
const PAGES = 50_000;
const FIRST_LIMIT = 64 * 1024 ** 2;
const LONGEST_ADDRESS = 2_000;

/** The address of a feed or site as somebody has typed it; undefined for what is none, or has a password in it. */
export function parseSiteAddress(typed: string): string | undefined {
  const text = typed.trim();
  const url = parseWebAddress(/^[\w-]+(?:\.[\w-]+)+(?:[/:?]|$)/.test(text) ? `https://${text}` : text);
  if (!url || url.username || url.password || url.href.length > LONGEST_ADDRESS) return undefined;
  url.hash = '';
  return url.href;
}

/**
 * Fetches a source that is no file: a feed as it is, of a site all that its sitemap names, page by page. What is there
 * of it already is not fetched again. Returns why it has ended early; the file can be imported all the same where it is
 * stopped. Throws what the file system throws.
 */
export async function fetchSource(given: ToFetch): Promise<FetchTrouble | undefined> {
  const { address, path, pages = PAGES, progress, isStopped = () => false, manners = USUAL_MANNERS } = given;
  const visitor = new Visitor(manners);
  const crawl = (find: Parameters<typeof crawlSite>[0]['find']) =>
    crawlSite({ path, address, pages, visitor, find, progress, isStopped });
  const isGoingOn = await isCrawlFile(path);
  let trouble: FetchTrouble | undefined;
  let first: (Visited & { kind: 'page' }) | undefined;
  const visit = async () => {
    const visited = await visitor.visit(address, { limit: FIRST_LIMIT });
    if (visited.kind === 'page') first = visited;
    else trouble = visited.kind === 'failed' ? TROUBLES[visited.why] : 'site-gone';
  };
  if (!isGoingOn) {
    await visit();
    if (!first) return trouble;
    if (isFeed(first)) return saveFeed(path, first);
  }
  return crawl(async () => {
    if (!first) await visit();
    if (!first) return { ok: false, why: 'site-unreachable' };
    return { ok: true, site: siteAt(first, visitor, progress) };
  });
}

const TROUBLES: Record<(Visited & { kind: 'failed' })['why'], FetchTrouble> = {
  robots: 'robots-forbid',
  outside: 'site-gone',
  gone: 'site-gone',
  'not-public': 'not-public',
  'too-large': 'site-too-large',
  failed: 'site-unreachable',
};

function isFeed({ bytes }: Visited & { kind: 'page' }): boolean {
  const detected = detectFormat(decodePage(bytes.subarray(0, 256 * 1024)));
  return detected.ok && detected.format === 'feed';
}

/** In UTF-8 where only its server has said in which encoding it is. */
async function saveFeed(path: string, { bytes, charset }: Visited & { kind: 'page' }): Promise<undefined> {
  const isSaidInside = /^\s*<\?xml[^>]*encoding/.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1'));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, charset && !isSaidInside ? decodePage(bytes, charset) : bytes);
  await rename(`${path}.part`, path);
}

function siteAt(
  { address, bytes, charset }: Visited & { kind: 'page' },
  visitor: Visitor,
  progress: (done: number) => void,
): FoundSite {
  const isSitemap = readSitemap(bytes) !== undefined;
  const html = isSitemap ? '' : decodePage(bytes, charset);
  const document = pageDocument(html);
  const named = document?.querySelector('meta[property="og:site_name"]')?.getAttribute('content');
  const { origin, host } = new URL(address);
  const name = plainText(named ?? '') || plainText(document?.querySelector('title')?.textContent ?? '') || host;
  const language = document?.documentElement?.getAttribute('lang')?.trim();
  return {
    front: { kind: 'front', name, origin, ...(language && { language }) },
    list: () =>
      isSitemap
        ? listSitemap(visitor, { address, bytes }, progress)
        : listAddresses(visitor, { address, html }, progress),
  };
}
