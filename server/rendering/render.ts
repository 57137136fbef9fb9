import { randomBytes } from 'node:crypto';
import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import assets from '#generated/assets.json' with { type: 'json' };
import { log } from '#platform/log';
import type { Made } from '#server/cache/page-cache';
import { finishPage } from '#server/rendering/finish-page';
import type { Answer } from '#server/rendering/page';

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Headers of Next's answers that are the answer's own; all others are set by whoever sends it. */
const OWN = [
  'content-type',
  'location',
  'last-modified',
  'link',
  'access-control-allow-origin',
  'cross-origin-resource-policy',
] as const;
/** The database's own limits end a question long before. */
const LIMIT_MS = 15_000;

/**
 * Asks Next for an address as nobody in particular: whatever a reader's request carries besides its address cannot make
 * a difference to an answer that others get too. `host` is the one that the site has. `personal` are headers for an
 * answer that nobody else gets: a preview.
 */
export async function renderPage(
  next: NextHandler,
  address: string,
  host: string,
  isReachable: () => Promise<boolean>,
  personal: Record<string, string> = {},
): Promise<Made> {
  const incident = randomBytes(6).toString('hex');
  const begun = performance.now();
  try {
    const { status, headers, body } = await ask(next, address, { ...personal, host, 'x-request-id': incident });
    log().debug({ id: incident, address, status, ms: Math.round(performance.now() - begun) }, 'page asked for');
    if (status < 500) return finish(address, status, headers, body);
  } catch (error) {
    log().error({ incident, address, err: error }, 'Next did not answer');
  }
  const reachable = await isReachable();
  if (reachable) log().error({ incident, address }, 'a page could not be made');
  return { ok: false, why: reachable ? 'failed' : 'unreachable', incident };
}

function finish(address: string, status: number, all: OutgoingHttpHeaders, body: Buffer): Made {
  const headers = Object.fromEntries(
    OWN.flatMap((name) => (all[name] === undefined ? [] : [[name, String(all[name])]])),
  );
  if (status >= 300 && status < 400) {
    const location = headers.location ?? '/';
    return { ok: true, answer: { status, headers: { location }, body: Buffer.alloc(0) }, finished: true };
  }
  // What Next wants loaded first, its page says itself; the header is for its own client.
  if (!headers['content-type']?.startsWith('text/html'))
    return { ok: true, answer: { status, headers, body }, finished: true };
  delete headers.link;
  headers['speculation-rules'] = `"${assets.speculationRules}"`;
  const page = finishPage(body.toString('utf8'), status);
  if (!page.finished) log().error({ address }, 'a page was not finished (pending Suspense) and is not kept');
  const answer: Answer = { status: page.status, headers, body: Buffer.from(page.html) };
  return { ok: true, answer, finished: page.finished };
}

type Raw = { status: number; headers: OutgoingHttpHeaders; body: Buffer };

function ask(next: NextHandler, address: string, headers: Record<string, string>): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const request = new IncomingMessage(new Socket());
    request.method = 'GET';
    request.url = address;
    request.headers = headers;
    request.push(null);
    const response = new CollectedResponse(request, resolve, reject);
    const late = setTimeout(() => reject(new Error(`no answer within ${LIMIT_MS} ms`)), LIMIT_MS);
    response.once('close', () => clearTimeout(late));
    next(request, response).catch(reject);
  });
}

/** An answer that goes nowhere but is collected. */
class CollectedResponse extends ServerResponse {
  readonly #chunks: Buffer[] = [];
  readonly #done: (raw: Raw) => void;
  readonly #broken: (error: Error) => void;

  constructor(request: IncomingMessage, done: (raw: Raw) => void, broken: (error: Error) => void) {
    super(request);
    this.#done = done;
    this.#broken = broken;
  }

  /** An answer that fails half way, such as a sitemap that is written as it is read from the database. */
  override destroy(error?: Error): this {
    this.#broken(error ?? new Error('the answer broke off'));
    return super.destroy(error);
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    this.statusCode = status;
    const headers = rest.find((value) => typeof value === 'object' && value !== null) as
      | OutgoingHttpHeaders
      | undefined;
    for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) this.setHeader(name, value);
    return this;
  }

  override flushHeaders(): void {}

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    this.#take(chunk, rest[0]);
    callbackIn(rest)?.();
    return true;
  }

  override end(...given: unknown[]): this {
    this.#take(given[0], given[1]);
    callbackIn(given)?.();
    this.#done({ status: this.statusCode, headers: this.getHeaders(), body: Buffer.concat(this.#chunks) });
    this.finished = true;
    this.emit('finish');
    this.emit('close');
    return this;
  }

  #take(chunk: unknown, encoding: unknown): void {
    if (typeof chunk === 'string')
      this.#chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'));
    else if (chunk instanceof Uint8Array) this.#chunks.push(Buffer.from(chunk));
  }
}

function callbackIn(given: unknown[]): (() => void) | undefined {
  return given.find((value) => typeof value === 'function') as (() => void) | undefined;
}
