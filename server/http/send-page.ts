import type { IncomingMessage, ServerResponse } from 'node:http';
import { negotiate } from '@fastify/accept-negotiator';
import fresh from 'fresh';
import { LRUCache } from 'lru-cache';
import { CODINGS, type Coding, entityTag, type Page } from '#server/rendering/page';

/**
 * What caches may do with a page. Browsers and plain proxies (RFC 9111): a shared one holds it for a second, a reader's
 * own asks each time, and mostly hears that nothing has changed. CDNs (RFC 9213): give it out for ten seconds more
 * while they ask again, and for a day while they get no answer (RFC 5861). Said to all alike, browsers would do that
 * too: Chromium shows a reader the old page then.
 */
const CACHE_CONTROL = 'public, max-age=0, s-maxage=1';
const CDN_CACHE_CONTROL = 'max-age=1, stale-while-revalidate=10, stale-if-error=86400';

/** Accept-Encoding headers are few; each is thought about once. */
const codings = new LRUCache<string, Coding>({ max: 500 });

/** The coding that a request wants (RFC 9110, 12.5.3): the smallest it takes. */
function codingFor(request: IncomingMessage): Coding {
  const header = request.headers['accept-encoding'];
  if (!header) return 'identity';
  const known = codings.get(header);
  if (known) return known;
  const coding = (negotiate(header, [...CODINGS]) as Coding | null) ?? 'identity';
  codings.set(header, coding);
  return coding;
}

/** Sends pages, always with the same `common` headers. */
export function pageSender(common: Readonly<Record<string, string>>) {
  const ready = new WeakMap<
    Page,
    Partial<Record<Coding, { tag: string; same: string[]; whole: string[]; body: string }>>
  >();

  function readyFor(page: Page, coding: Coding) {
    const all = ready.get(page) ?? {};
    const known = all[coding];
    if (known) return known;
    const tag = entityTag(page, coding);
    const same = [
      ...['etag', tag, 'vary', 'accept-encoding'],
      ...['cache-control', CACHE_CONTROL, 'cdn-cache-control', CDN_CACHE_CONTROL],
      ...(page.headers['last-modified'] ? ['last-modified', page.headers['last-modified']] : []),
      ...Object.entries(common).flatMap(([name, value]) => (name in page.headers ? [] : [name, value])),
    ];
    const whole = [
      ...same,
      ...Object.entries(page.headers).flatMap(([name, value]) => (name === 'last-modified' ? [] : [name, value])),
      ...(coding === 'identity' ? [] : ['content-encoding', coding]),
      ...['content-length', String(page.bodies[coding].length)],
    ];
    // As a string of bytes: Node sends head and body as one piece then, which takes a sixth less of the processor than
    // two.
    const made = { tag, same, whole, body: page.bodies[coding].toString('latin1') };
    all[coding] = made;
    ready.set(page, all);
    return made;
  }

  /**
   * `cacheStatus` is what Cache-Status (RFC 9211) says of it; `closing` asks the other side to come again by another
   * connection.
   */
  return function sendPage(
    request: IncomingMessage,
    response: ServerResponse,
    page: Page,
    cacheStatus: string,
    closing: boolean,
  ): void {
    const coding = codingFor(request);
    const { tag, same, whole, body } = readyFor(page, coding);
    const { headers } = request;
    const conditional = headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined;
    const unchanged =
      conditional &&
      page.status === 200 &&
      fresh(headers, { etag: tag, 'last-modified': page.headers['last-modified'] });
    const own = ['cache-status', cacheStatus, ...(closing ? ['connection', 'close'] : [])];
    if (unchanged) response.writeHead(304, [...same, ...own]).end();
    else if (request.method === 'HEAD') response.writeHead(page.status, [...whole, ...own]).end();
    else response.writeHead(page.status, [...whole, ...own]).end(body, 'latin1');
  };
}
