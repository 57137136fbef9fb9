import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { EXPORTS, IMPORT_UPLOAD, isLetterPreview, UPLOAD } from '#i18n/admin-addresses';
import { parseOldAddress } from '#newsroom/redirects/old-address';
import { isFrontWithQuery } from '#newsroom/redirects/own-address';
import { DatabaseLimit, withDatabaseLimit } from '#platform/database-limit';
import { addressBlockOf } from '#platform/ip-address';
import { log } from '#platform/log';
import { untilGone } from '#platform/until-gone';
import { type Admission, type AnonymousWork, READERS_LIMIT_MS } from '#server/admission';
import { API_PICTURES, API_SEARCH, isApi, isForPrograms, isOpenApi, SUGGESTIONS } from '#server/cache/api-address';
import { classifyRequest } from '#server/cache/classify-request';
import type { CacheResult, PageCache } from '#server/cache/page-cache';
import type { CacheStatus, Reader } from '#server/cache/renderings';
import { DICTIONARY_ADDRESS, type Dictionary } from '#server/dictionaries/dictionary';
import type { ActionPages } from '#server/http/action-pages';
import { answerTrouble } from '#server/http/answer-trouble';
import { apiProblem } from '#server/http/api-problem';
import { clientAddress } from '#server/http/client-address';
import { errorPage } from '#server/http/error-page';
import { forwardToNext } from '#server/http/forward-to-next';
import { answerHealth, type Health } from '#server/http/health';
import { limitBodyTime } from '#server/http/limit-body-time';
import { limitSendTime } from '#server/http/limit-send-time';
import { type OldAddresses, withKeys } from '#server/http/old-addresses';
import { discardBody, drainUnread, refuseMalformed } from '#server/http/refuse-malformed';
import { LETTER_POLICY, securityHeaders, staffHeaders } from '#server/http/security-headers';
import { sendDictionary } from '#server/http/send-dictionary';
import { CACHE_HIT, PageSender } from '#server/http/send-page';
import type { SimpleRequest } from '#server/http/simple-request';
import type { FileHandler } from '#server/http/static-files';
import { Turns } from '#server/http/turns';
import { redirectAnswer, wholeAnswer } from '#server/http/whole-answer';
import { policyWithStyle } from '#server/rendering/inline-style';
import type { RenderFailure, RenderResult } from '#server/rendering/page';
import type { NextHandler, RenderPage } from '#server/rendering/render-page';

/**
 * A process that has not asked for changes for so long may send pages that lack one: caches in front are told not to keep
 * these (newsroom/purges/purge-due.ts), milliseconds. It asks twice a second.
 */
const MOST_BEHIND_MS = 900;

/** Longest that a request body may take, milliseconds: forms are small; pictures are not, and uplinks are slow. */
const BODY_TIMEOUT_MS = 30_000;
const UPLOAD_TIMEOUT_MS = 600_000;
/** Two gigabytes at 200 kB a second. */
export const IMPORT_TIMEOUT_MS = 10_800_000;
/** Longest from a request to the last byte of its answer, milliseconds: the largest picture at 5 kB a second. */
const SEND_TIMEOUT_MS = 300_000;
/** An archive of the whole site is made while it is sent. */
const EXPORT_TIMEOUT_MS = 2 * 3_600_000;

/** Values of Cache-Status (RFC 9211). */
const CACHE_STATUS: Record<CacheStatus | 'bypass', string> = {
  hit: CACHE_HIT,
  miss: 'pages; fwd=miss; stored',
  uncacheable: 'pages; fwd=miss',
  stale: 'pages; hit; ttl=-1; detail=stale',
  bypass: 'pages; fwd=bypass',
};

const STATUS_OF = { failed: 500, unreachable: 503, slow: 503, busy: 503, 'too-many': 429 } as const;

/** How long the database may leave staff and programs without an answer, milliseconds. */
const STAFF_LIMIT_MS = 4_500;

export type RequestHandlerOptions = {
  cache: PageCache;
  oldAddresses: OldAddresses;
  /** Nothing answers the path and query of a request. */
  onUnanswered(target: string): void;
  admission: Admission;
  renderSearch(address: string): Promise<RenderResult>;
  renderPreview: RenderPage;
  next: NextHandler;
  actionPages: ActionPages;
  /** Files of the build, by path. */
  built: FileHandler;
  /** The compression dictionary at an address. */
  findDictionary(address: string): Promise<Dictionary | undefined>;
  /** Pictures, by the path below /media. */
  media: FileHandler;
  /** Source expressions of the inline scripts on pages. */
  scripts: readonly string[];
  /** The site's own host name, with its port. */
  host: string;
  /** Whether the site is served over HTTPS. */
  isSecure: boolean;
  trustedProxies: number;
  health(): Health;
  /** How long a connection may be silent between two requests, milliseconds. */
  keepAliveMs: number;
  /** Whether clients are to use another connection for their next request, because this process is about to stop. */
  isDraining(): boolean;
  /** How long ago this process asked for changes last, milliseconds. */
  changesReadAgo(): number;
};

/** Answers all requests: pages from the cache, files, everything else by Next. */
export class RequestHandler {
  readonly #options: RequestHandlerOptions;
  /** Headers of all responses outside the newsroom. */
  readonly #headers: Readonly<Record<string, string>>;
  readonly #pages: PageSender;
  readonly #turns = new Turns();

  constructor(options: RequestHandlerOptions) {
    this.#options = options;
    this.#headers = securityHeaders(options.scripts, options.isSecure);
    this.#pages = new PageSender(this.#headers, options.keepAliveMs);
  }

  /** The bytes of the whole answer to a request, if its page is in memory and right. */
  answerAtOnce(request: SimpleRequest): Buffer | undefined {
    const answer = this.#isBehind ? undefined : this.#options.cache.lookup(request.target);
    return answer && this.#pages.bytes(answer, request);
  }

  /** Whether a change may have been made that this process does not know of. */
  get #isBehind(): boolean {
    return this.#options.changesReadAgo() > MOST_BEHIND_MS;
  }

  /** From now on pages are compressed with these for browsers that have them. */
  setDictionaries(dictionaries: readonly Dictionary[]): void {
    this.#pages.setDictionaries(dictionaries);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    if (refuseMalformed(request, response)) return;
    const { method, url = '/' } = request;
    const bodyTimeout = bodyTimeoutOf(url);
    limitBodyTime(request, bodyTimeout);
    const isRead = method === 'GET' || method === 'HEAD';
    const sendTimeout = url.startsWith(`${EXPORTS}/`) ? EXPORT_TIMEOUT_MS : SEND_TIMEOUT_MS;
    limitSendTime(response, sendTimeout + (bodyTimeout > BODY_TIMEOUT_MS ? bodyTimeout : 0));
    if (!isRead) drainUnread(request, response);
    // A page in memory, requested by its own address.
    const answer = isRead ? this.#options.cache.lookup(url) : undefined;
    if (answer)
      this.#pages.send(request, response, answer, {
        cacheStatus: CACHE_STATUS.hit,
        closeConnection: this.#options.isDraining(),
        isBehind: this.#isBehind,
      });
    else this.#turns.begin(() => this.#respondSlowly(request, response, url, isRead));
  }

  #respondSlowly(request: IncomingMessage, response: ServerResponse, url: string, isRead: boolean): void {
    // A reader who has gone meanwhile.
    if (response.destroyed) return;
    withDatabaseLimit(limitOf(url), () => this.#respond(request, response, url, isRead)).catch((error: unknown) => {
      // Nothing sensible can be sent any more: the client sees a broken connection.
      log().error({ url, err: error }, 'request failed');
      response.destroy();
    });
  }

  async #respond(request: IncomingMessage, response: ServerResponse, url: string, isRead: boolean): Promise<void> {
    // The API refuses by itself what it does not support.
    const wanted = isRead || !url.startsWith('/api/') ? classifyRequest(url) : ({ kind: 'dynamic' } as const);
    if (wanted.kind !== 'dynamic' && !isRead) {
      await discardBody(request);
      return this.#refuseMethod(response);
    }
    if (isRead && isFrontWithQuery(url) && (await this.#respondAsOld(request, response, url))) return;
    if (wanted.kind === 'page') return this.#respondWithPage(request, response, wanted.address, url);
    if (wanted.kind === 'redirect') return this.#redirect(request, response, wanted.address, url);
    if (this.#options.isDraining()) response.setHeader('connection', 'close');
    if (wanted.kind === 'search')
      return this.#admit('search', request, response, url, () =>
        this.#respondWithSearch(request, response, wanted.address),
      );
    if (wanted.kind === 'own')
      return this.#admit('search', request, response, url, () =>
        this.#respondWithOwn(request, response, wanted.address),
      );
    const path = url.split('?', 1)[0] ?? '';
    if (wanted.kind === 'file') return this.#respondWithFile(request, response, path, url);
    const kind = anonymousWork(path, isRead);
    const answer = () => this.#respondByNext(request, response, url, path, isRead);
    return kind ? this.#admit(kind, request, response, url, answer) : answer();
  }

  async #admit(
    kind: AnonymousWork,
    request: IncomingMessage,
    response: ServerResponse,
    url: string,
    work: () => Promise<void>,
  ): Promise<void> {
    const admitted = await this.#options.admission.admit(kind, work, this.#readerOf(request, response));
    if (!admitted.ok && admitted.why !== 'gone')
      this.#sendError(request, response, { ok: false, why: admitted.why, incident: '' }, url);
  }

  #readerOf(request: IncomingMessage, response: ServerResponse): Required<Reader> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    return { signal: gone.signal, client: addressBlockOf(clientAddress(request, this.#options.trustedProxies)) };
  }

  async #respondWithPage(
    request: IncomingMessage,
    response: ServerResponse,
    address: string,
    url: string,
  ): Promise<void> {
    const result = await this.#options.cache.fetch(address, this.#readerOf(request, response));
    return this.#sendResult(request, response, result, url);
  }

  /** Sends what the cache has; where that is nothing, what answers at an address of a former site. */
  async #sendResult(
    request: IncomingMessage,
    response: ServerResponse,
    result: CacheResult,
    url: string,
  ): Promise<void> {
    const { oldAddresses, onUnanswered } = this.#options;
    const isMissing = result.ok ? result.answer.status === 404 : ['unreachable', 'slow'].includes(result.why);
    if (!isMissing || isApi(url)) return this.#sendPage(request, response, result, url);
    const reader = this.#readerOf(request, response);
    if (!result.ok)
      return this.#sendPage(request, response, (await oldAddresses.lastKnown(url, reader)) ?? result, url);
    const old = await oldAddresses.find(url, reader);
    if ('ok' in old) return this.#sendPage(request, response, old, url);
    onUnanswered(url);
    const answer = withKeys(result.answer, old.absentKeys);
    return this.#sendPage(request, response, { ...result, answer }, url);
  }

  /** Answers what may be an address of a former site although this one has a page for it; says whether it is. */
  async #respondAsOld(
    request: IncomingMessage,
    response: ServerResponse,
    url: string,
    meant?: string,
  ): Promise<boolean> {
    const old = await this.#options.oldAddresses.find(url, this.#readerOf(request, response), meant);
    const isThere = 'ok' in old && old.ok;
    if (isThere) this.#sendPage(request, response, old, url);
    return isThere;
  }

  #sendPage(request: IncomingMessage, response: ServerResponse, result: CacheResult, url: string): void {
    if (!result.ok) this.#sendError(request, response, result, url);
    else
      this.#pages.send(request, response, result.answer, {
        cacheStatus: CACHE_STATUS[result.cacheStatus],
        closeConnection: this.#options.isDraining(),
        isBehind: result.cacheStatus === 'stale' || this.#isBehind,
      });
  }

  async #respondWithSearch(request: IncomingMessage, response: ServerResponse, address: string): Promise<void> {
    // Nobody else gets what is found: it is not looked for any longer than somebody waits.
    const { signal } = this.#readerOf(request, response);
    const result = await untilGone(signal, () => this.#options.renderSearch(address));
    if (signal.aborted) return;
    if (!result.ok) return this.#sendError(request, response, result, address);
    response.setHeader('x-robots-tag', 'noindex');
    this.#pages.send(request, response, wholeAnswer(result.response), {
      cacheStatus: CACHE_STATUS.bypass,
      closeConnection: this.#options.isDraining(),
      isBehind: this.#isBehind,
    });
  }

  /** A page that is somebody's own is kept nowhere, and its address is told to nobody: it has what they are known by. */
  async #respondWithOwn(request: IncomingMessage, response: ServerResponse, address: string): Promise<void> {
    const { signal } = this.#readerOf(request, response);
    const result = await untilGone(signal, () => this.#options.renderSearch(address));
    if (signal.aborted) return;
    if (!result.ok) return this.#sendError(request, response, result, address.split('?', 1)[0] ?? '');
    const { status, headers, body } = result.response;
    this.#setHeaders(response, { ...this.#headers, ...headers });
    this.#setHeaders(response, {
      ...{ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' },
      'content-length': String(body.length),
    });
    response.writeHead(status).end(request.method === 'HEAD' ? undefined : body);
  }

  /**
   * Leads to a page if there is such a page, or to where that leads; else answers as that page would, so that nobody is
   * led to nothing.
   */
  async #redirect(request: IncomingMessage, response: ServerResponse, location: string, url: string): Promise<void> {
    // What an address was most likely meant to be is a guess; that it is an old one is not.
    const meant = location.split('?', 1)[0];
    const isGuess = parseOldAddress(url)?.path !== meant;
    if (isGuess && (await this.#respondAsOld(request, response, url, meant))) return;
    const target = classifyRequest(location);
    const result =
      target.kind === 'page'
        ? await this.#options.cache.fetch(target.address, this.#readerOf(request, response))
        : undefined;
    const isNoPage = result?.ok && result.answer.status >= 300 && result.answer.status !== 410;
    if (isNoPage) return this.#sendResult(request, response, result, url);
    const answer = redirectAnswer(308, location);
    return this.#sendPage(request, response, { ok: true, answer, cacheStatus: 'uncacheable' }, url);
  }

  async #respondWithFile(request: IncomingMessage, response: ServerResponse, path: string, url: string): Promise<void> {
    const { built, media, findDictionary } = this.#options;
    this.#setHeaders(response, this.#headers);
    const dictionary = DICTIONARY_ADDRESS.test(path) ? await findDictionary(path) : undefined;
    if (dictionary) return sendDictionary(request, response, dictionary);
    const isFound =
      built(request, response, path) || (path.startsWith('/media/') && media(request, response, path.slice(6)));
    if (isFound || (await this.#respondAsOld(request, response, url))) return;
    this.#options.onUnanswered(url);
    response.writeHead(404, { 'cache-control': 'no-store', 'content-length': 0 }).end();
  }

  /** The API, the newsroom and the redirect at the root; requests for them are logged, at the level debug. */
  async #respondByNext(
    request: IncomingMessage,
    response: ServerResponse,
    url: string,
    path: string,
    isRead: boolean,
  ): Promise<void> {
    // PostgreSQL has no U+0000; nobody means it.
    request.url = url.replaceAll('%00', '');
    const { next, actionPages, scripts, isSecure, trustedProxies, host, health } = this.#options;
    const isNewsroom = /^\/admin(\/|$)/.test(path);
    const nonce = () => randomBytes(16).toString('base64');
    const headers = isNewsroom ? staffHeaders(scripts, nonce(), isSecure) : this.#headers;
    this.#setHeaders(response, headers);
    if (isLetterPreview(path)) response.setHeader('content-security-policy', LETTER_POLICY);
    if (isRead && answerHealth(path, health(), response)) return;
    const id = randomBytes(6).toString('hex');
    response.setHeader('x-request-id', id);
    logRequest(request, response, id, path);
    if (isRead && /^\/admin\/(preview|guest)\//.test(path)) return this.#respondWithPreview(request, response, url);
    answerTrouble(request, response, { id, isAction: isNewsroom && !isRead, isNewsroom });
    const policy = isNewsroom ? headers['content-security-policy'] : undefined;
    const action = request.headers['next-action'];
    const isElsewhere = typeof action === 'string' && actionPages.isElsewhere(action, path);
    await forwardToNext(next, request, response, { id, trustedProxies, host, isElsewhere, ...(policy && { policy }) });
  }

  /** A preview is stripped of Next's client like readers' pages: it could not handle what our own script changes. */
  async #respondWithPreview(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
    const result = await this.#options.renderPreview(url, {
      cookie: request.headers.cookie ?? '',
      'accept-language': request.headers['accept-language'] ?? '',
      'x-client-address': clientAddress(request, this.#options.trustedProxies),
      'x-request-path': url,
    });
    if (!result.ok) return this.#sendError(request, response, result, url);
    const { status, headers, body } = result.response;
    for (const name of ['content-type', 'location']) if (headers[name]) response.setHeader(name, headers[name]);
    const policy = policyWithStyle(body.toString('utf8'), () => String(response.getHeader('content-security-policy')));
    if (policy) response.setHeader('content-security-policy', policy);
    response.writeHead(status, { 'content-length': body.length }).end(request.method === 'HEAD' ? undefined : body);
  }

  #sendError(request: IncomingMessage, response: ServerResponse, { why, incident }: RenderFailure, url: string): void {
    const status = STATUS_OF[why];
    const isApi = url.startsWith('/api/');
    const body = Buffer.from(isApi ? apiProblem(why, incident) : errorPage(url, why, incident));
    this.#setHeaders(response, this.#headers);
    if (isOpenApi(url)) response.setHeader('access-control-allow-origin', '*');
    if (status !== 500) response.setHeader('retry-after', why === 'unreachable' || why === 'slow' ? '30' : '5');
    response.writeHead(status, {
      'content-type': isApi ? 'application/problem+json' : 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-length': body.length,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  #refuseMethod(response: ServerResponse): void {
    this.#setHeaders(response, this.#headers);
    response.writeHead(405, { allow: 'GET, HEAD', 'content-length': 0 }).end();
  }

  #setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  }
}

/** What Next does for readers without the page cache; undefined for the newsroom, and for health, which asks nobody. */
function anonymousWork(path: string, isRead: boolean): AnonymousWork | undefined {
  if (path === '/') return 'root';
  if (!/^\/api(\/|$)/.test(path) || path.startsWith('/api/health')) return undefined;
  if (path === SUGGESTIONS) return 'suggestions';
  if (path === API_SEARCH) return 'search';
  if (isForPrograms(path)) return 'program';
  return path === '/api/views' && !isRead ? 'view' : 'api';
}

/** What readers may wait in all; staff and programs, who do more with a request, for each answer of the database. */
function limitOf(url: string): DatabaseLimit {
  const isForReaders = !/^\/admin(\/|\?|$)/.test(url) && !isForPrograms(url.split('?', 1)[0] ?? '');
  return isForReaders ? new DatabaseLimit(READERS_LIMIT_MS) : new DatabaseLimit(STAFF_LIMIT_MS, { renews: true });
}

function logRequest(request: IncomingMessage, response: ServerResponse, id: string, path: string): void {
  const startedAt = performance.now();
  response.once('close', () =>
    log().debug(
      { id, method: request.method, path, status: response.statusCode, ms: Math.round(performance.now() - startedAt) },
      'request',
    ),
  );
}

function bodyTimeoutOf(url: string): number {
  if (url === IMPORT_UPLOAD) return IMPORT_TIMEOUT_MS;
  return url.startsWith(UPLOAD) || url.startsWith(API_PICTURES) ? UPLOAD_TIMEOUT_MS : BODY_TIMEOUT_MS;
}
