// One web process: an HTTP server that gives out finished pages and asks Next for those it does not have. Started by
// processes/supervisor/web-cluster.ts.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { join, resolve } from 'node:path';
import next from 'next';
import assets from '#generated/assets.json' with { type: 'json' };
import { frontAddress } from '#i18n/addresses';
import { UPLOAD } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';
import { database } from '#platform/database';
import { publicUrl, readEnvironment } from '#platform/env';
import { log } from '#platform/log';
import { counts, durations, gauge, startMetrics } from '#platform/metrics';
import { isUnreachable } from '#platform/unreachable';
import { DiskCache } from '#server/cache/disk-cache';
import { classifyRequest } from '#server/cache/page-address';
import { PageCache, type Served } from '#server/cache/page-cache';
import { startCleanUp } from '#server/clean-up';
import { clientAddress } from '#server/http/client-address';
import { errorPage } from '#server/http/error-page';
import { forwardToNext } from '#server/http/forward-to-next';
import { answerHealth } from '#server/http/health';
import { limitBodyTime } from '#server/http/limit-body-time';
import { securityHeaders, staffHeaders } from '#server/http/security-headers';
import { pageSender } from '#server/http/send-page';
import { BUILT_FOLDER, builtFiles, mediaFiles } from '#server/http/static-files';
import { notifySubscribers } from '#server/notify-subscribers';
import { scriptHash } from '#server/rendering/finish-page';
import { makePage } from '#server/rendering/page';
import { renderPage } from '#server/rendering/render';
import { watchOutbox } from '#server/watch-outbox';

/** How long a body may take to come, milliseconds: forms are small; pictures are not, and uplinks are slow. */
const BODY_MS = 30_000;
const UPLOAD_MS = 600_000;
/** Longest that requests under way are waited for, milliseconds. */
const DRAIN_MS = 10_000;
/** A connection that has been quiet for so long while we drain is not about to send anything, milliseconds. */
const QUIET_MS = 1_000;

const environment = readEnvironment();
const { host, protocol } = new URL(publicUrl());
const inline = [scriptHash(assets.beforePaint)];
const common = securityHeaders(inline, protocol === 'https:');
const app = next({ dev: false, dir: process.cwd(), port: environment.PORT, hostname: 'localhost' });
await app.prepare();
const handler = app.getRequestHandler();

const folder = resolve(environment.DATA_DIR);
const copiesIn = (name: string, share: number) =>
  new DiskCache(join(folder, 'pages', name), environment.PAGES_DISK_MB * share * 1_048_576, (file) =>
    log().warn({ file }, 'a copy of a page was not whole and has been dropped'),
  );
const copies = { lasting: copiesIn('lasting', 0.8), later: copiesIn('later', 0.2) };
const making = durations('portal_page_making_seconds', 'How long Next takes to make a page');
const store = new PageCache({
  ask: async (address) => {
    const done = making.startTimer();
    const made = await renderPage(handler, address, host, isReachable);
    done();
    return made;
  },
  copies,
  memory: environment.PAGES_MEMORY_MB * 1_048_576,
  keptFor: environment.PAGES_KEPT_HOURS * 3_600_000,
  trouble: (what, error) => log().error({ err: error }, what),
});
const outside = notifySubscribers();
const watch = watchOutbox((changes) => {
  store.suspect(changes);
  outside.nudge();
});
const cleanUp = startCleanUp();
const sendPage = pageSender(common);
const built = builtFiles(resolve(BUILT_FOLDER));
const media = environment.MEDIA_S3_BUCKET
  ? (await import('#server/http/media-in-s3')).mediaInS3
  : mediaFiles(join(folder, 'media'));

startMetrics();
counts('portal_pages_total', 'Pages given out: kept, made, last good copies, failed, unfinished', () => store.counts);
gauge('portal_pages_in_memory', 'Pages in memory', () => store.size.pages);
gauge('portal_pages_memory_bytes', 'What they take', () => store.size.bytes);
gauge('portal_database_reachable', '1 while the outbox can be read', () => Number(watch.isReachable()));

let state: 'serving' | 'leaving' | 'draining' = 'serving';

function handle(request: IncomingMessage, response: ServerResponse): void {
  const { method, url = '/' } = request;
  limitBodyTime(request, url.startsWith(UPLOAD) ? UPLOAD_MS : BODY_MS);
  const reads = method === 'GET' || method === 'HEAD';
  // Nearly every request ends here: a page in memory, asked for by its own address.
  const kept = reads ? store.find(url) : undefined;
  if (kept) sendPage(request, response, kept, 'pages; hit', state === 'draining');
  else answer(request, response, url, reads).catch((error: unknown) => abandon(response, url, error));
}

async function answer(request: IncomingMessage, response: ServerResponse, url: string, reads: boolean): Promise<void> {
  const asked = classifyRequest(url);
  if (asked.kind !== 'direct' && !reads) return refuse(response);
  if (asked.kind === 'page') return send(request, response, await store.get(asked.address), asked.address);

  if (state === 'draining') response.setHeader('connection', 'close');
  if (asked.kind === 'search') {
    const made = await renderPage(handler, asked.address, host, isReachable);
    if (!made.ok) return send(request, response, made, asked.address);
    response.setHeader('x-robots-tag', 'noindex');
    return sendPage(
      request,
      response,
      await makePage(made.answer, Date.now()),
      'pages; fwd=bypass',
      state === 'draining',
    );
  }
  const path = url.split('?', 1)[0] ?? '';
  const isDesk = asked.kind === 'direct' && /^\/admin(\/|$)/.test(path);
  const headers = isDesk ? staffHeaders(inline, randomBytes(16).toString('base64'), protocol === 'https:') : common;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (asked.kind === 'file') {
    const found =
      built(request, response, path) || (path.startsWith('/media/') && media(request, response, path.slice(6)));
    if (!found) response.writeHead(404, { 'cache-control': 'no-store', 'content-length': 0 }).end();
    return;
  }
  if (reads && answerHealth(path, health(), response)) return;
  const id = randomBytes(6).toString('hex');
  const begun = performance.now();
  response.setHeader('x-request-id', id);
  response.once('close', () =>
    log().debug(
      { id, method: request.method, path, status: response.statusCode, ms: Math.round(performance.now() - begun) },
      'request',
    ),
  );
  if (isDesk && reads && /^\/admin\/(preview|guest)\//.test(path)) return sendPreview(request, response, url);
  const policy = isDesk ? headers['content-security-policy'] : undefined;
  await forwardToNext(handler, request, response, {
    id,
    trustedProxies: environment.TRUSTED_PROXIES,
    ...(policy && { policy }),
  });
}

/**
 * A story before it is out, finished as its readers' page is: without the framework's client, which would not know it
 * again once our script has run.
 */
async function sendPreview(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
  const made = await renderPage(handler, url, host, isReachable, {
    cookie: request.headers.cookie ?? '',
    'accept-language': request.headers['accept-language'] ?? '',
    'x-client-address': clientAddress(request, environment.TRUSTED_PROXIES),
    'x-asked-path': url,
  });
  if (!made.ok) return send(request, response, made, url);
  const { status, headers, body } = made.answer;
  for (const name of ['content-type', 'location']) if (headers[name]) response.setHeader(name, headers[name]);
  response.writeHead(status, { 'content-length': body.length }).end(request.method === 'HEAD' ? undefined : body);
}

function send(request: IncomingMessage, response: ServerResponse, served: Served, address: string): void {
  if (served.ok) {
    const { page, how } = served;
    const status = {
      kept: 'pages; hit',
      made: 'pages; fwd=miss; stored',
      'last-good': 'pages; hit; ttl=-1; detail=last-good',
    }[how];
    sendPage(request, response, page, status, state === 'draining');
    return;
  }
  const status = served.why === 'failed' ? 500 : 503;
  const html = Buffer.from(errorPage(address, status, served.incident));
  for (const [name, value] of Object.entries(common)) response.setHeader(name, value);
  if (status === 503) response.setHeader('retry-after', served.why === 'busy' ? '5' : '30');
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-length': html.length,
  });
  response.end(request.method === 'HEAD' ? undefined : html);
}

function refuse(response: ServerResponse): void {
  for (const [name, value] of Object.entries(common)) response.setHeader(name, value);
  response.writeHead(405, { allow: 'GET, HEAD', 'content-length': 0 }).end();
}

/** Nothing sensible can be sent any more; the reader's browser sees a broken connection and the log sees why. */
function abandon(response: ServerResponse, url: string, error: unknown): void {
  log().error({ url, err: error }, 'a request could not be answered');
  response.destroy();
}

async function isReachable(): Promise<boolean> {
  return database().$queryRaw`SELECT 1`.then(
    () => true,
    (error: unknown) => !isUnreachable(error),
  );
}

function health() {
  return {
    ready: state === 'serving',
    database: watch.isReachable() ? 'reachable' : 'unreachable',
    pages: store.isServingStale ? 'last good copies' : 'current',
  } as const;
}

const server = createServer(handle);
// Longer than proxies keep theirs, so that none sends into a connection that is just closing.
server.keepAliveTimeout = 75_000;
server.headersTimeout = 20_000;
// Of bodies, limitBodyTime thinks.
server.requestTimeout = UPLOAD_MS;

/**
 * Leaves without losing a request: takes no new connections, answers what comes on those there are and asks each to
 * come again by another, lets go of those that have fallen silent, then of the database.
 */
async function stop(delay: number): Promise<void> {
  if (state !== 'serving') return;
  state = 'leaving';
  if (delay > 0) await new Promise((done) => setTimeout(done, delay * 1_000));
  state = 'draining';
  // Not the HTTP server's own `close`, which cuts idle connections at once: a request may just be on its way by one of
  // them.
  const drained = new Promise((done) => NetServer.prototype.close.call(server, done));
  setTimeout(() => server.closeIdleConnections(), QUIET_MS);
  setTimeout(() => server.closeIdleConnections(), QUIET_MS * 2);
  await Promise.race([drained, new Promise((done) => setTimeout(done, DRAIN_MS))]);
  await Promise.race([
    Promise.allSettled([watch.stop(), outside.stop(), cleanUp.stop(), store.settle()]),
    new Promise((done) => setTimeout(done, 3_000)),
  ]);
  await database()
    .$disconnect()
    .catch(() => {});
  process.exit(0);
}

// The keeper decides the order; a signal to the whole group is not for us.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => void stop(environment.DRAIN_SECONDS));
process.on('SIGHUP', () => {});
process.on('message', (message) => message === 'make room' && void stop(0));
process.on('disconnect', () => void stop(0));

void Promise.all([copies.lasting.sweep(), copies.later.sweep()]).catch((error: unknown) =>
  log().warn({ err: error }, 'copies could not be looked through'),
);
server.listen(environment.PORT, () => void warm());

/** The first page that Next makes takes longest; better that no reader waits for it. */
async function warm(): Promise<void> {
  for (const { code } of LANGUAGES) await store.get(frontAddress(code));
}
