import { FEED_FILES, frontAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, type Language, languageAtPath } from '#i18n/languages';
import { readCursor, writeCursor } from '#newsroom/articles/cursor';

/**
 * What an address is asked of: a page of everybody's, kept under `address`; a file; or something that is made for each
 * request.
 */
export type RequestKind = { kind: 'page' | 'search'; address: string } | { kind: 'file' | 'direct' };

/** First parts of addresses that answer each request for itself. */
const DIRECT = new Set(['api', 'admin']);
const FILES = new Set(['_next', 'assets', 'media']);

/** What is found at the top, in no language: files that crawlers and browsers look for. */
const TOP = new RegExp(
  `^/(?:${[
    'icon\\.svg',
    'service-worker\\.js',
    'favicon\\.ico',
    'apple-touch-icon\\.png',
    'icon-(?:maskable-)?\\d{3}\\.png',
    '(?:robots|llms|humans|ads)\\.txt',
    // The key of IndexNow.
    '[a-zA-Z0-9-]{8,128}\\.txt',
    '\\.well-known/security\\.txt',
    '(?:news-)?sitemap\\.xml',
    'sitemap/[a-z0-9-]+\\.xml',
    'share/(?:\\d{1,9}|[a-z]{2,3}(?:-[a-z0-9-]{1,80})?)-[0-9a-f]{16}\\.png',
    'feeds\\.opml',
    ...Object.values(FEED_FILES).map((name) => name.replaceAll('.', '\\.')),
  ].join('|')})$`,
);

/** Parts of our addresses are words in plain letters; whatever is written otherwise has never been given out. */
const PLAIN = /^(?:\/[a-z0-9][a-z0-9._-]*)+\/?$/;

/** Query parameters that make another page of a list; all others (utm_…, fbclid) make no difference. */
const PAGED = /^\/[a-z]+\/(?!post\/|search$)[a-z0-9/_-]+$/;

/**
 * Which page a request target (path and query, RFC 9112, 3.2) asks for. Each page has one address: parameters that no
 * page declares are left out, and whatever cannot be an address of ours becomes one where nothing is, in the language
 * it seems to mean. So nothing that somebody makes up in an address becomes a second copy of a page.
 */
export function classifyRequest(target: string): RequestKind {
  const mark = target.indexOf('?');
  const path = decoded(mark < 0 ? target : target.slice(0, mark));
  const first = path.split('/', 2)[1] ?? '';
  if (path === '/' || DIRECT.has(first)) return { kind: 'direct' };
  if (FILES.has(first)) return { kind: 'file' };
  const language = languageAtPath(first) ?? languageAtPath(first.toLowerCase());
  const isOurs = TOP.test(path) || (languageAtPath(first) !== undefined && PLAIN.test(path));
  if (!isOurs) return { kind: 'page', address: nowhere(language?.code) };

  const query = new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1));
  if (path === `/${first}/search`) return { kind: 'search', address: `${path}?${query}` };
  const before = PAGED.test(path) ? readCursor(query.get('before') ?? '') : undefined;
  return { kind: 'page', address: before ? `${path}?before=${writeCursor(before)}` : path };
}

/** An address of a page that is not there. */
function nowhere(language: Language = DEFAULT_LANGUAGE): string {
  return `${frontAddress(language)}/-/-`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
