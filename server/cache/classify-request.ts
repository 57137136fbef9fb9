import { FEED_FILES, notFoundAddress, OWN_LETTER_STEPS, PODCAST_FILE } from '#i18n/addresses';
import { languageAtPath } from '#i18n/languages';
import { isRootFile } from '#i18n/root-files';
import { readCursor, writeCursor } from '#newsroom/articles/cursor';
import { apiAddress } from '#server/cache/api-address';
import { canonicalPath } from '#server/cache/canonical-path';

/**
 * What a request is for: a page, or an answer of the API, that is cached under `address`, a page of search results,
 * which is rendered for each request, as is one that is somebody's own, an address that leads to another one for good, a static file, or something that
 * Next answers itself (API, newsroom, redirect at the root).
 */
export type RequestKind =
  | { kind: 'page' | 'search' | 'own' | 'redirect'; address: string }
  | { kind: 'file' | 'dynamic' };

const DYNAMIC_PREFIXES = new Set(['api', 'admin']);
const FILE_PREFIXES = new Set(['_next', 'assets', 'media']);

/** Files that pages of a language have below their own addresses. */
const PAGE_FILES = [...Object.values(FEED_FILES), PODCAST_FILE, 'manifest.webmanifest'].map((name) =>
  name.replaceAll('.', '\\.'),
);

/**
 * All our addresses are words of lower-case letters and digits with hyphens between them. Other files have no page:
 * Next would answer `/en/x.rsc` with its own form of a page.
 */
const VALID_PATH = new RegExp(`^(?:/[a-z0-9]+(?:-[a-z0-9]+)*)+(?:/(?:${PAGE_FILES.join('|')}))?$`);

/** A separator that is not seen as one before it is decoded: Next would take the whole path for a language. */
const HIDDEN_SEPARATOR = /%(?:2f|5c|00)/i;

/** Lists, the only pages with a query parameter (`before`); all other parameters (utm_…, fbclid) are ignored. */
const LIST_PATH = /^\/[a-z]+\/(?!post\/|search$)[a-z0-9/_-]+$/;

/** Pages of somebody's own, by a word that only they have. */
const OWN_PATH = new RegExp(`^/[a-z]+/letters/(?:${OWN_LETTER_STEPS.join('|')})$`);

/**
 * Tells what a request target (path and query, RFC 9112, 3.2) is for. Each page has one address: unknown parameters are
 * dropped, what is only written otherwise leads to the address as we write it, and everything that cannot be one of our
 * addresses becomes a single address that is not found, in the language the path begins with. So made-up addresses and
 * parameters never make a second copy of a page.
 */
export function classifyRequest(target: string): RequestKind {
  const queryStart = target.indexOf('?');
  const rawPath = queryStart < 0 ? target : target.slice(0, queryStart);
  const path = decoded(rawPath);
  const prefix = path.split('/', 2)[1] ?? '';
  if (HIDDEN_SEPARATOR.test(rawPath)) return { kind: 'page', address: notFoundAddress(languageAtPath(prefix)?.code) };
  const queryText = queryStart < 0 ? '' : target.slice(queryStart);
  const kept = prefix === 'api' ? apiAddress(path, new URLSearchParams(queryText)) : undefined;
  if (kept) return { kind: 'page', address: kept };
  if (path === '/' || DYNAMIC_PREFIXES.has(prefix)) return { kind: 'dynamic' };
  if (FILE_PREFIXES.has(prefix)) return { kind: 'file' };
  const language = languageAtPath(prefix) ?? languageAtPath(prefix.toLowerCase());
  const canonical = isRootFile(path) ? path : canonicalPath(path);
  if (canonical === undefined || !(isRootFile(canonical) || VALID_PATH.test(canonical)))
    return { kind: 'page', address: notFoundAddress(language?.code) };
  if (canonical !== path) return { kind: 'redirect', address: canonical + queryText };

  const query = new URLSearchParams(queryText);
  // PostgreSQL has no U+0000; nobody means it.
  if (path === `/${prefix}/search`) return { kind: 'search', address: `${path}?${query}`.replaceAll('%00', '') };
  if (OWN_PATH.test(path)) return { kind: 'own', address: `${path}?${query}`.replaceAll('%00', '') };
  const before = LIST_PATH.test(path) ? readCursor(query.get('before') ?? '') : undefined;
  return { kind: 'page', address: before ? `${path}?before=${writeCursor(before)}` : path };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
