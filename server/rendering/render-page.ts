import { randomBytes } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import inject from 'light-my-request';
import assets from '#generated/assets.json' with { type: 'json' };
import { type DatabaseTrouble, isAway } from '#platform/database-trouble';
import { publicUrl } from '#platform/env';
import { log } from '#platform/log';
import { troubleOf } from '#platform/noted-trouble';
import { collectReads, type Reads } from '#platform/reads';
import { goneSignal } from '#platform/until-gone';
import { scriptHash, securityHeaders } from '#server/http/security-headers';
import { policyWithStyle } from '#server/rendering/inline-style';
import type { PageResponse, RenderResult } from '#server/rendering/page';
import { cutFragment } from '#server/rendering/slots';
import { stripNextRuntime } from '#server/rendering/strip-next-runtime';

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Headers of Next's responses that are kept; the server that sends the page sets all others. */
const KEPT_HEADERS = [
  'content-type',
  'location',
  'last-modified',
  'link',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'cross-origin-resource-policy',
] as const;
/** The database's own timeouts end a query long before. */
const TIMEOUT_MS = 15_000;

/**
 * Of what open pages of live blogs ask for: readers have a change within ten seconds only if no cache further out gives
 * them the answer before it meanwhile, as with `stale-while-revalidate`.
 */
const LIVE_CACHE_CONTROL = 'public, max-age=0, s-maxage=1';

const isLiveChange = (address: string) => /^\/[a-z]+\/live\//.test(address);

export type RenderPage = (address: string, headers?: Record<string, string>) => Promise<RenderResult>;

/**
 * Renders pages with Next, by an anonymous request of our own: nothing of a reader's request but its address can make a
 * difference to a response that others get too. `host` is the site's host name. `findTrouble` asks the database what is
 * wrong with it, for a page that failed without saying so. `headers` are only for responses that
 * nobody else gets: previews.
 */
export function pageRenderer(
  next: NextHandler,
  host: string,
  findTrouble: () => Promise<DatabaseTrouble | undefined>,
  timeout = TIMEOUT_MS,
): RenderPage {
  return async (address, headers = {}) => {
    const incident = randomBytes(6).toString('hex');
    const startedAt = performance.now();
    try {
      const { result, reads } = collectReads(() =>
        send(next, address, { ...headers, host, 'x-request-id': incident }, timeout),
      );
      const rendered = await result;
      const { status } = rendered;
      log().debug({ id: incident, address, status, ms: Math.round(performance.now() - startedAt) }, 'page rendered');
      if (status < 500) return toResult(address, rendered, reads());
    } catch (error) {
      log().error({ incident, address, err: error }, 'Next did not respond');
    }
    // Nobody waits for it, which is why it could not be rendered.
    if (goneSignal()?.aborted) return { ok: false, why: 'busy', incident };
    const trouble = troubleOf(incident) ?? (await findTrouble());
    if (trouble) return { ok: false, why: isAway(trouble) ? 'unreachable' : 'slow', incident };
    log().error({ incident, address }, 'page could not be rendered');
    return { ok: false, why: 'failed', incident };
  };
}

type NextResponse = { status: number; headers: OutgoingHttpHeaders; body: Buffer };

/** Rejects if the response takes too long or breaks off, such as a sitemap that is sent while it is read. */
async function send(
  next: NextHandler,
  url: string,
  headers: Record<string, string>,
  timeout: number,
): Promise<NextResponse> {
  let timer: NodeJS.Timeout | undefined;
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    timer = setTimeout(() => response.destroy(new Error(`no response within ${timeout} ms`)), timeout);
    next(request, response).catch((error: Error) => response.destroy(error));
  };
  try {
    const response = await inject(handle, { method: 'GET', url, headers: { 'user-agent': '', ...headers } });
    return { status: response.statusCode, headers: response.headers, body: response.rawPayload };
  } finally {
    clearTimeout(timer);
  }
}

function toResult(address: string, { status, headers: all, body }: NextResponse, reads: Reads): RenderResult {
  const headers = pick(all, KEPT_HEADERS);
  // The API says itself how its answers may be kept; so do logos, and what they may do.
  const own: Record<string, string> = address.startsWith('/api/')
    ? { 'cache-control': String(all['cache-control'] ?? 'no-cache') }
    : address.startsWith('/look/') && status === 200
      ? pick(all, ['cache-control', 'content-security-policy'])
      : isLiveChange(address)
        ? { 'cache-control': LIVE_CACHE_CONTROL }
        : {};
  if (status >= 300 && status < 400) {
    const { location = '/', 'access-control-allow-origin': readers } = headers;
    const crossOrigin: Record<string, string> = readers ? { 'access-control-allow-origin': readers } : {};
    const redirect = { status, headers: { location, ...crossOrigin, ...own }, body: Buffer.alloc(0) };
    return { ok: true, response: redirect, reads, cacheable: true };
  }
  if (!headers['content-type']?.startsWith('text/html'))
    return { ok: true, response: { status, headers: { ...headers, ...own }, body }, reads, cacheable: true };
  const html = body.toString('utf8');
  const withStyle = policyWithStyle(html, readersPolicy);
  if (withStyle) headers['content-security-policy'] = withStyle;
  // Next's preloads are for its own client; what readers' pages preload stands in their HTML.
  delete headers.link;
  Object.assign(headers, own);
  if (!isLiveChange(address)) headers['speculation-rules'] = `"${assets.speculationRules}"`;
  const page = stripNextRuntime(html, status);
  if (!page.isComplete) log().error({ address }, 'page is incomplete (pending Suspense) and is not cached');
  const response: PageResponse = {
    status: page.status,
    headers,
    body: Buffer.from(cutFragment(page.html) ?? page.html),
  };
  return { ok: true, response, reads, cacheable: page.isComplete };
}

/** What pages of readers may load, as all of them have it. */
function readersPolicy(): string {
  const headers = securityHeaders([scriptHash(assets.beforePaint)], publicUrl().startsWith('https:'));
  return String(headers['content-security-policy']);
}

function pick(headers: OutgoingHttpHeaders, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  );
}
