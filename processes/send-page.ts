import type { IncomingMessage, ServerResponse } from 'node:http';
import { negotiate } from '@fastify/accept-negotiator';
import fresh from 'fresh';
import { LRUCache } from 'lru-cache';
import { CODINGS, type Coding, entityTag, type Page } from '#processes/page';

/**
 * What a shared cache may do with a page (RFC 9111, RFC 5861): hold it for a second, give it out for ten more while it asks again, and for
 * a day while it gets no answer. A reader's own browser asks each time, and mostly hears that nothing has changed.
 */
const CACHE_CONTROL = 'public, max-age=0, s-maxage=1, stale-while-revalidate=10, stale-if-error=86400';
const CACHE_CONTROL_PASSING = 'public, max-age=0, s-maxage=1';

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
  const everywhere = Object.entries(common).flat();
  const ready = new WeakMap<Page, Partial<Record<Coding, { tag: string; same: string[]; whole: string[] }>>>();

  function readyHeaders(page: Page, coding: Coding) {
    const all = ready.get(page) ?? {};
    const known = all[coding];
    if (known) return known;
    const tag = entityTag(page, coding);
    const same = [
      ...['etag', tag, 'vary', 'accept-encoding'],
      ...['cache-control', page.status === 200 ? CACHE_CONTROL : CACHE_CONTROL_PASSING],
      ...(page.headers['last-modified'] ? ['last-modified', page.headers['last-modified']] : []),
      ...everywhere,
    ];
    const whole = [
      ...same,
      ...Object.entries(page.headers).flatMap(([name, value]) => (name === 'last-modified' ? [] : [name, value])),
      ...(coding === 'identity' ? [] : ['content-encoding', coding]),
      ...['content-length', String(page.bodies[coding].length)],
    ];
    const made = { tag, same, whole };
    all[coding] = made;
    ready.set(page, all);
    return made;
  }

  /** `cacheStatus` is what Cache-Status (RFC 9211) says of it; `closing` asks the other side to come again by another connection. */
  return function sendPage(request: IncomingMessage, response: ServerResponse, page: Page, cacheStatus: string, closing: boolean): void {
    const coding = codingFor(request);
    const { tag, same, whole } = readyHeaders(page, coding);
    const { headers } = request;
    const conditional = headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined;
    const unchanged = conditional && page.status === 200 && fresh(headers, { etag: tag, 'last-modified': page.headers['last-modified'] });
    const own = ['cache-status', cacheStatus, ...(closing ? ['connection', 'close'] : [])];
    if (unchanged) response.writeHead(304, [...same, ...own]).end();
    else response.writeHead(page.status, [...whole, ...own]).end(request.method === 'HEAD' ? undefined : page.bodies[coding]);
  };
}
