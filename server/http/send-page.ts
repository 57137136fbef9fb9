import type { IncomingMessage, ServerResponse } from 'node:http';
import { negotiate } from '@fastify/accept-negotiator';
import fresh from 'fresh';
import { LRUCache } from 'lru-cache';
import { type Answer, bodyOf, ENCODINGS, type Encoding, entityTag } from '#server/cache/answer';

/**
 * What caches may do with a page. Browsers and plain proxies (RFC 9111): a shared cache keeps it for a second, a
 * browser asks each time and mostly gets 304. CDNs (RFC 9213): serve it for ten seconds more while they revalidate, and
 * for a day if that fails (RFC 5861). In Cache-Control those would apply to browsers too: Chromium then shows the old
 * page.
 */
const CACHE_CONTROL = 'public, max-age=0, s-maxage=1';
const CDN_CACHE_CONTROL = 'max-age=1, stale-while-revalidate=10, stale-if-error=86400';

type Accepted = { best: Encoding; withoutBrotli: Encoding };

/** There are few different Accept-Encoding headers; each is parsed once. */
const negotiated = new LRUCache<string, Accepted>({ max: 500 });

/** The smallest encoding that a request accepts (RFC 9110, 12.5.3), of all and of those that are always there. */
function acceptedBy(request: IncomingMessage): Accepted {
  const header = request.headers['accept-encoding'] ?? '';
  const known = negotiated.get(header);
  if (known) return known;
  const among = (encodings: readonly Encoding[]) =>
    header ? ((negotiate(header, [...encodings]) as Encoding | null) ?? 'identity') : 'identity';
  const accepted = { best: among(ENCODINGS), withoutBrotli: among(['gzip', 'identity']) };
  negotiated.set(header, accepted);
  return accepted;
}

function encodingFor(request: IncomingMessage, answer: Answer): Encoding {
  const { best, withoutBrotli } = acceptedBy(request);
  return best === 'br' && !answer.br ? withoutBrotli : best;
}

/** What of a response is the same for all requests. Headers are flat lists: name, value, name, value … */
type Prepared = {
  validators: { etag: string; 'last-modified': string | undefined };
  headersOf304: string[];
  headers: string[];
  body: string;
};

export type PageSender = (
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  options: {
    /** Value of Cache-Status (RFC 9211). */
    cacheStatus: string;
    /** Asks the client to use another connection for its next request. */
    closeConnection: boolean;
  },
) => void;

/** Sends pages; all get the `common` headers. */
export function pageSender(common: Readonly<Record<string, string>>): PageSender {
  const prepared = new WeakMap<Answer, Partial<Record<Encoding, Prepared>>>();

  function prepare(answer: Answer, encoding: Encoding): Prepared {
    const byEncoding = prepared.get(answer) ?? {};
    const known = byEncoding[encoding];
    if (known) return known;
    const { 'last-modified': lastModified, ...others } = answer.headers;
    const body = bodyOf(answer, encoding);
    const etag = entityTag(answer, encoding);
    const headersOf304 = [
      ...['etag', etag, 'vary', 'accept-encoding'],
      ...['cache-control', CACHE_CONTROL, 'cdn-cache-control', CDN_CACHE_CONTROL],
      ...(answer.keys ? ['surrogate-key', answer.keys] : []),
      ...(lastModified ? ['last-modified', lastModified] : []),
      ...Object.entries(common).flatMap(([name, value]) => (name in answer.headers ? [] : [name, value])),
    ];
    const headers = [
      ...headersOf304,
      ...Object.entries(others).flat(),
      ...(encoding === 'identity' ? [] : ['content-encoding', encoding]),
      ...['content-length', String(body.length)],
    ];
    const entry = {
      validators: { etag, 'last-modified': lastModified },
      headersOf304,
      headers,
      // As a latin1 string Node sends head and body in one write, which takes a sixth less processor time than two.
      body: body.toString('latin1'),
    };
    byEncoding[encoding] = entry;
    prepared.set(answer, byEncoding);
    return entry;
  }

  return (request, response, answer, { cacheStatus, closeConnection }) => {
    const { validators, headersOf304, headers, body } = prepare(answer, encodingFor(request, answer));
    const isUnchanged = answer.status === 200 && fresh(request.headers, validators);
    const own = ['cache-status', cacheStatus, ...(closeConnection ? ['connection', 'close'] : [])];
    if (isUnchanged) response.writeHead(304, [...headersOf304, ...own]).end();
    else if (request.method === 'HEAD') response.writeHead(answer.status, [...headers, ...own]).end();
    else response.writeHead(answer.status, [...headers, ...own]).end(body, 'latin1');
  };
}
