// The HTTP server: Next makes the pages, this finishes them and stands for their headers, statuses and failures.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import next from 'next';
import assets from '#generated/assets.json' with { type: 'json' };
import { database } from '#platform/database';
import { publicUrl, readEnvironment } from '#platform/env';
import { isUnreachable } from '#platform/unreachable';
import { askedAddress } from '#processes/asked-address';
import { clientAddress } from '#processes/client-address';
import { finishPage, scriptHash } from '#processes/finish-page';
import { holdPage } from '#processes/hold-page';
import { securityHeaders } from '#processes/security-headers';
import { troublePage } from '#processes/trouble-page';

export type WebReport = { listening: number } | { failed: string };

const DRAIN_MS = 10_000;

const environment = readEnvironment();
const dev = process.env.NODE_ENV !== 'production';
const secure = publicUrl().startsWith('https:');
const headers = securityHeaders([scriptHash(assets.beforePaint)], secure);
const app = next({ dev, dir: process.cwd(), port: environment.PORT, hostname: 'localhost' });
const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

function handle(request: IncomingMessage, response: ServerResponse): void {
  const address = clientAddress(request, environment.TRUSTED_PROXIES);
  const encodings = String(request.headers['accept-encoding'] ?? '');
  request.url = askedAddress(request.url ?? '/');
  const path = request.url.split('?')[0] ?? '/';
  const { method } = request;
  const isPage = !/^\/(_next|assets|media|api)\//.test(path);
  for (const name of Object.keys(request.headers)) {
    // Words between Next and its own client or proxies; from outside they only make answers that are not the page.
    if (/^(rsc|next-.*|x-middleware-.*|x-nextjs-.*|x-now-.*|x-matched-path|x-client-address)$/.test(name)) delete request.headers[name];
  }
  request.headers['x-client-address'] = address;
  if (isPage) {
    // Pages are compressed here, when they are finished.
    delete request.headers['accept-encoding'];
    // Without a page there is no telling its status.
    if (method === 'HEAD') request.method = 'GET';
    holdPage(response, (html, status) =>
      send({ method, path, encodings }, response, html, status).catch((error: unknown) => abandon(response, path, error)),
    );
  }
  for (const [name, value] of Object.entries(headers)) {
    // The development server's scripts are its own affair.
    if (!(dev && name === 'content-security-policy')) response.setHeader(name, value);
  }
  // Aggregators and feed readers show our pictures on their pages.
  if (path.startsWith('/media/')) response.setHeader('cross-origin-resource-policy', 'cross-origin');
  if (path.startsWith('/assets/')) response.setHeader('cache-control', 'public, max-age=31536000, immutable');
  app
    .getRequestHandler()(request, response)
    .catch((error: unknown) => abandon(response, path, error));
}

async function send(
  { method, path, encodings }: { method: string | undefined; path: string; encodings: string },
  response: ServerResponse,
  html: string,
  nextStatus: number,
): Promise<void> {
  const page =
    nextStatus >= 500 ? await trouble(path) : dev ? { html, status: finishPage(html, nextStatus).status } : finishPage(html, nextStatus);
  response.statusCode = page.status;
  if (page.status === 503) response.setHeader('retry-after', '30');
  response.setHeader('cache-control', page.status >= 500 ? 'no-store' : 'no-cache');
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('vary', 'accept-encoding');
  for (const name of ['x-powered-by', 'x-nextjs-cache', 'link', 'etag', 'content-length', 'transfer-encoding']) response.removeHeader(name);
  const body = await compressed(Buffer.from(page.html), encodings, response);
  response.setHeader('content-length', body.length);
  response.end(method === 'HEAD' ? undefined : body);
}

async function compressed(body: Buffer, encodings: string, response: ServerResponse): Promise<Buffer> {
  if (accepts(encodings, 'br')) {
    response.setHeader('content-encoding', 'br');
    return compressBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  }
  if (accepts(encodings, 'gzip')) {
    response.setHeader('content-encoding', 'gzip');
    return compressGzip(body);
  }
  return body;
}

/** Accept-Encoding names the coding, and not with a weight of nought (RFC 9110, 12.5.3). */
function accepts(encodings: string, coding: string): boolean {
  return encodings.split(',').some((part) => {
    const [name, weight] = part.trim().split(/\s*;\s*q=/);
    return name === coding && !(weight !== undefined && Number(weight) === 0);
  });
}

/** Nothing sensible can be sent any more; the reader's browser sees a broken connection and the log sees why. */
function abandon(response: ServerResponse, path: string, error: unknown): void {
  console.error(JSON.stringify({ level: 'error', time: new Date().toISOString(), path, error: String((error as Error)?.stack ?? error) }));
  response.destroy();
}

/** Next has failed, and has logged why. Whether it was the database decides what to say. */
async function trouble(path: string): Promise<{ html: string; status: number }> {
  const incident = randomBytes(4).toString('hex');
  const reachable = await database().$queryRaw`SELECT 1`.then(() => true).catch((error: unknown) => !isUnreachable(error));
  const status = reachable ? 500 : 503;
  console.error(JSON.stringify({ level: 'error', time: new Date().toISOString(), incident, status, path }));
  return { html: troublePage(path, status, incident), status };
}

function report(message: WebReport): void {
  process.send?.(message);
}

let stopping = false;

/** Takes no new connections, lets requests finish, then leaves the database. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const drained = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())]);
  await database()
    .$disconnect()
    .catch(() => {});
  process.exit(0);
}

const server = createServer(handle);
// Longer than proxies keep theirs, so that none sends into a connection that is just closing.
server.keepAliveTimeout = 75_000;
server.on('error', (error: NodeJS.ErrnoException) => {
  report({ failed: error.code === 'EADDRINUSE' ? `Port ${environment.PORT} is taken.` : error.message });
  process.exit(1);
});

process.on('SIGTERM', stop);
process.on('disconnect', stop);
// Ctrl-C reaches the whole group; the keeper decides the order.
process.on('SIGINT', () => {});

await app.prepare();
if (dev) server.on('upgrade', (request, socket, head) => void app.getUpgradeHandler()(request, socket, head));
server.listen(environment.PORT, () => report({ listening: environment.PORT }));
