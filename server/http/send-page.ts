import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { negotiate } from '@fastify/accept-negotiator';
import fresh from 'fresh';
import { LRUCache } from 'lru-cache';
import { type Answer, bodyOf, ENCODINGS, type Encoding, entityTag } from '#server/cache/answer';
import type { SimpleRequest } from '#server/http/simple-request';

/**
 * What caches may do with a page. Browsers and plain proxies (RFC 9111): a shared cache keeps it for a second, a
 * browser asks each time and mostly gets 304. CDNs (RFC 9213): serve it for ten seconds more while they revalidate, and
 * for a day if that fails (RFC 5861). In Cache-Control those would apply to browsers too: Chromium then shows the old
 * page.
 */
const CACHE_CONTROL = 'public, max-age=0, s-maxage=1';
const CDN_CACHE_CONTROL = 'max-age=1, stale-while-revalidate=10, stale-if-error=86400';

/** Value of Cache-Status for what the cache had (RFC 9211). */
export const CACHE_HIT = 'pages; hit';

type Accepted = { best: Encoding; withoutBrotli: Encoding };

/** There are few different Accept-Encoding headers; each is parsed once. */
const negotiated = new LRUCache<string, Accepted>({ max: 500 });

/** The smallest encoding that a request accepts (RFC 9110, 12.5.3), of all and of those that are always there. */
function acceptedBy(header = ''): Accepted {
  const known = negotiated.get(header);
  if (known) return known;
  const among = (encodings: readonly Encoding[]) =>
    header ? ((negotiate(header, [...encodings]) as Encoding | null) ?? 'identity') : 'identity';
  const accepted = { best: among(ENCODINGS), withoutBrotli: among(['gzip', 'identity']) };
  negotiated.set(header, accepted);
  return accepted;
}

function encodingFor(acceptEncoding: string | undefined, answer: Answer): Encoding {
  const { best, withoutBrotli } = acceptedBy(acceptEncoding);
  return best === 'br' && !answer.br ? withoutBrotli : best;
}

/** What of a response is the same for all requests. Headers are flat lists: name, value, name, value … */
type Prepared = {
  validators: { etag: string; 'last-modified': string | undefined };
  headersOf304: string[];
  headers: string[];
  body: Buffer;
  message?: Message;
  message304?: Message;
};

/** A message as bytes (RFC 9112), in which only the date is written anew, at most once a second. */
type Message = { bytes: Buffer; dateAt: number; second: number };

/** How a page is sent by the HTTP server. */
export type SendOptions = {
  /** Value of Cache-Status (RFC 9211). */
  cacheStatus: string;
  /** Asks the client to use another connection for its next request. */
  closeConnection: boolean;
};

/** Sends pages; all get the `common` headers. */
export class PageSender {
  readonly #common: Readonly<Record<string, string>>;
  readonly #keepAliveMs: number;
  readonly #prepared = new WeakMap<Answer, Partial<Record<Encoding, Prepared>>>();

  constructor(common: Readonly<Record<string, string>>, keepAliveMs: number) {
    this.#common = common;
    this.#keepAliveMs = keepAliveMs;
  }

  send(
    request: IncomingMessage,
    response: ServerResponse,
    answer: Answer,
    { cacheStatus, closeConnection }: SendOptions,
  ): void {
    const { validators, headersOf304, headers, body } = this.#prepare(
      answer,
      encodingFor(request.headers['accept-encoding'] as string | undefined, answer),
    );
    const isUnchanged = answer.status === 200 && fresh(request.headers, validators);
    const own = ['cache-status', cacheStatus, ...(closeConnection ? ['connection', 'close'] : [])];
    if (isUnchanged) response.writeHead(304, [...headersOf304, ...own]).end();
    else if (request.method === 'HEAD') response.writeHead(answer.status, [...headers, ...own]).end();
    else response.writeHead(answer.status, [...headers, ...own]).end(body);
  }

  /** The whole answer to a GET from the cache, head and body, as it goes over a connection that stays open. */
  bytes(answer: Answer, headers: SimpleRequest['headers']): Buffer {
    const prepared = this.#prepare(answer, encodingFor(headers['accept-encoding'], answer));
    const isConditional = 'if-none-match' in headers || 'if-modified-since' in headers;
    const isUnchanged = isConditional && answer.status === 200 && fresh(headers, prepared.validators);
    const message = isUnchanged ? this.#unchanged(prepared) : this.#whole(prepared, answer.status);
    const second = Math.floor(Date.now() / 1_000);
    if (message.second !== second) {
      message.bytes.write(new Date(second * 1_000).toUTCString(), message.dateAt, 'latin1');
      message.second = second;
    }
    return message.bytes;
  }

  #whole(prepared: Prepared, status: number): Message {
    prepared.message ??= this.#message(status, prepared.headers, prepared.body);
    return prepared.message;
  }

  #unchanged(prepared: Prepared): Message {
    prepared.message304 ??= this.#message(304, prepared.headersOf304);
    return prepared.message304;
  }

  #message(status: number, headers: readonly string[], body: Buffer = Buffer.alloc(0)): Message {
    const start = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nDate: `;
    const fields = [...headers, 'cache-status', CACHE_HIT, 'connection', 'keep-alive'];
    fields.push('keep-alive', `timeout=${Math.floor(this.#keepAliveMs / 1_000)}`);
    let head = start + new Date().toUTCString();
    for (let index = 0; index < fields.length; index += 2) head += `\r\n${fields[index]}: ${fields[index + 1]}`;
    const bytes = Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), body]);
    return { bytes, dateAt: start.length, second: 0 };
  }

  #prepare(answer: Answer, encoding: Encoding): Prepared {
    const byEncoding = this.#prepared.get(answer) ?? {};
    const known = byEncoding[encoding];
    if (known) return known;
    const { 'last-modified': lastModified, 'cache-control': cacheControl, ...others } = answer.headers;
    const body = bodyOf(answer, encoding);
    const etag = entityTag(answer, encoding);
    const headersOf304 = [
      ...['etag', etag, 'vary', 'accept-encoding'],
      ...(cacheControl
        ? ['cache-control', cacheControl]
        : ['cache-control', CACHE_CONTROL, 'cdn-cache-control', CDN_CACHE_CONTROL]),
      ...(answer.keys ? ['surrogate-key', answer.keys] : []),
      ...(lastModified ? ['last-modified', lastModified] : []),
      ...Object.entries(this.#common).flatMap(([name, value]) => (name in answer.headers ? [] : [name, value])),
    ];
    const headers = [
      ...headersOf304,
      ...Object.entries(others).flat(),
      ...(encoding === 'identity' ? [] : ['content-encoding', encoding]),
      ...['content-length', String(body.length)],
    ];
    const entry = { validators: { etag, 'last-modified': lastModified }, headersOf304, headers, body };
    byEncoding[encoding] = entry;
    this.#prepared.set(answer, byEncoding);
    return entry;
  }
}
