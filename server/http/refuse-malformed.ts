import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { APPEARANCE, IMPORT_UPLOAD, REDIRECT_FILES, SETUP, UPLOAD } from '#i18n/admin-addresses';
import { FORM_FILES_BYTES } from '#newsroom/form-limits';
import { API_PICTURES } from '#server/cache/api-address';
import { tooLargePage } from '#server/http/too-large-page';

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'",
  'x-content-type-options': 'nosniff',
};

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The longest bodies, bytes: a text of 2,000 blocks in letters of two bytes, a form, a request of the API. */
const TEXT_BYTES = 12_000_000;
const BODY_BYTES = 1_000_000;
/** Pages whose forms have files, and what a body of theirs may have: less than Next takes (next.config.ts). */
const FILE_PAGES = new Set([SETUP, APPEARANCE, REDIRECT_FILES]);
const FILE_FORM_BYTES = FORM_FILES_BYTES + 150_000;

/**
 * Answers what is no request that we could mean anything by: an unknown method (405), two Host headers (400; RFC 9112,
 * 3.2), an address of API or newsroom that is no UTF-8 (400), a body that is longer than its address takes (413;
 * pictures and exports have limits of their own). Who has sent a form of the newsroom without a script gets a page that
 * says so. Says whether it did.
 */
export function refuseMalformed(request: IncomingMessage, response: ServerResponse): boolean {
  const status = statusFor(request);
  if (!status) return false;
  const isForm = status === 413 && /^multipart\/form-data/i.test(request.headers['content-type'] ?? '');
  const isForPerson = isForm && Boolean(request.headers.accept?.includes('text/html'));
  const page = isForPerson ? Buffer.from(tooLargePage(request.headers['accept-language'] ?? '')) : Buffer.alloc(0);
  response.writeHead(status, {
    'content-length': page.length,
    connection: 'close',
    ...(status === 405 && { allow: 'GET, HEAD' }),
    ...(isForPerson && { ...PAGE_HEADERS, vary: 'Accept-Language' }),
  });
  if (isForPerson) response.write(page);
  else response.flushHeaders();
  // The answer is whole already. Ending it closes the connection, and what is still on its way would then reset it:
  // a client that has not read the answer yet never would (RFC 9112, 9.6).
  discardBody(request, isForPerson ? UNREAD_BODY_MS : UNWANTED_BODY_MS).finally(() => response.end());
  return true;
}

function statusFor(request: IncomingMessage): number | undefined {
  if (!METHODS.has(request.method ?? '')) return 405;
  if (hasTwoHosts(request.rawHeaders)) return 400;
  const path = request.url?.split('?', 1)[0] ?? '';
  if (/^\/(?:api|admin)\//.test(path) && !isDecodable(path)) return 400;
  const length = Number(request.headers['content-length'] ?? 0);
  if (length <= BODY_BYTES) return undefined;
  if (path.startsWith(UPLOAD) || path === IMPORT_UPLOAD || path === API_PICTURES) return undefined;
  return length > limitOf(path) ? 413 : undefined;
}

function limitOf(path: string): number {
  if (FILE_PAGES.has(path)) return FILE_FORM_BYTES;
  return /^\/admin\/articles\/\d+\/text$/.test(path) ? TEXT_BYTES : BODY_BYTES;
}

/** Pages that are not found have an answer of their own for these (classify-request.ts). */
function isDecodable(path: string): boolean {
  try {
    return Boolean(decodeURIComponent(path));
  } catch {
    return false;
  }
}

function hasTwoHosts(rawHeaders: readonly string[]): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  return hosts > 1;
}

/** Longest that the rest of a body is waited for once it has been answered, milliseconds. */
const UNREAD_BODY_MS = 30_000;

/**
 * Takes in what is left of a body after the answer to it: a handler that has read enough of it leaves the rest in the
 * connection, where the client's next request would wait for ever. Closes the connection where it takes too long:
 * uploads have hours, but not those that were refused.
 */
export function drainUnread(request: IncomingMessage, response: ServerResponse, limit = UNREAD_BODY_MS): void {
  response.once('finish', () => {
    if (request.complete) return;
    request.resume();
    const timer = setTimeout(() => request.complete || request.destroy(), limit);
    request.once('close', () => clearTimeout(timer));
  });
}

/** Longest that a body is waited for that nobody wants, milliseconds. */
const UNWANTED_BODY_MS = 2_000;

/**
 * Takes in a body that nobody wants before the connection is closed: a client that is still sending may find it closed
 * before it has read the answer.
 */
export async function discardBody(request: IncomingMessage, limit = UNWANTED_BODY_MS): Promise<void> {
  if (request.complete) return;
  request.resume();
  const waiting = AbortSignal.timeout(limit);
  await once(request, 'end', { signal: waiting }).catch(() => {});
}
