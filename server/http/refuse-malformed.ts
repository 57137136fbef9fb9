import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { IMPORT_UPLOAD, UPLOAD } from '#i18n/admin-addresses';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The longest bodies, bytes: a text of 2,000 blocks in letters of two bytes, a form, a request of the API. */
const TEXT_BYTES = 12_000_000;
const BODY_BYTES = 1_000_000;

/**
 * Answers what is no request that we could mean anything by: an unknown method (405), two Host headers (400; RFC 9112,
 * 3.2), an address of API or newsroom that is no UTF-8 (400), a body that is longer than its address takes (413;
 * pictures and exports have limits of their own). Says whether it did.
 */
export function refuseMalformed(request: IncomingMessage, response: ServerResponse): boolean {
  const status = statusFor(request);
  if (!status) return false;
  const headers = {
    'content-length': 0,
    connection: 'close',
    ...(status === 405 && { allow: 'GET, HEAD' }),
  };
  response.writeHead(status, headers).flushHeaders();
  // The answer is whole already. Ending it closes the connection, and what is still on its way would then reset it:
  // a client that has not read the answer yet never would (RFC 9112, 9.6).
  discardBody(request).finally(() => response.end());
  return true;
}

function statusFor(request: IncomingMessage): number | undefined {
  if (!METHODS.has(request.method ?? '')) return 405;
  if (hasTwoHosts(request.rawHeaders)) return 400;
  const path = request.url?.split('?', 1)[0] ?? '';
  if (/^\/(?:api|admin)\//.test(path) && !isDecodable(path)) return 400;
  const length = Number(request.headers['content-length'] ?? 0);
  if (length <= BODY_BYTES) return undefined;
  if (path.startsWith(UPLOAD) || path === IMPORT_UPLOAD) return undefined;
  return length > (/^\/admin\/articles\/\d+\/text$/.test(path) ? TEXT_BYTES : BODY_BYTES) ? 413 : undefined;
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
export async function discardBody(request: IncomingMessage): Promise<void> {
  if (request.complete) return;
  request.resume();
  const waiting = AbortSignal.timeout(UNWANTED_BODY_MS);
  await once(request, 'end', { signal: waiting }).catch(() => {});
}
