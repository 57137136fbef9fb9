import { createHash, randomBytes } from 'node:crypto';
import { log } from '#platform/log';
import { isUnreachable } from '#platform/unreachable';

type Handler<Context> = (request: Request, context: Context) => Promise<Response>;

/** A JSON answer, see `fresh`. */
export function json(request: Request, value: unknown, headers: Record<string, string> = {}): Response {
  return fresh(request, JSON.stringify(value), { 'content-type': 'application/json; charset=utf-8', ...headers });
}

/**
 * An answer with a strong ETag, and 304 for those who have it already. Where `last-modified` is among the headers and
 * no tag is asked for, the date decides (RFC 9110, 13.2.2).
 */
export function fresh(request: Request, body: string, headers: Record<string, string>): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const answer = new Headers({ 'cache-control': 'no-cache', ...headers, etag });
  const asks = request.method === 'GET' || request.method === 'HEAD';
  if (!asks || !isKnown(request.headers, etag, headers['last-modified']))
    return new Response(body, { headers: answer });
  answer.delete('content-type');
  return new Response(null, { status: 304, headers: answer });
}

function isKnown(asked: Headers, etag: string, modified: string | undefined): boolean {
  const tags = asked.get('if-none-match');
  if (tags !== null) {
    const known = tags.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return known.includes(etag) || known.includes('*');
  }
  const since = Date.parse(asked.get('if-modified-since') ?? '');
  return modified !== undefined && Date.parse(modified) <= since;
}

/** An error for machines (RFC 9457). */
export function problem(status: number, title: string, detail: string, more: Record<string, unknown> = {}): Response {
  const body = JSON.stringify({ type: 'about:blank', title, status, detail, ...more });
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  if (status === 503) headers['retry-after'] = '30';
  return new Response(body, { status, headers });
}

/** A handler for methods that an address does not know; `allowed` is the Allow header (RFC 9110, 15.5.6). */
export function notAllowed(allowed: string): () => Response {
  return () => {
    const response = problem(405, 'Method not allowed', `Allowed methods: ${allowed}.`);
    response.headers.set('allow', allowed);
    return response;
  };
}

export function badRequest(issues: readonly { path: PropertyKey[]; message: string }[]): Response {
  const errors = issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  return problem(400, 'Bad request', 'Some values are not valid.', { errors });
}

/**
 * A route handler whose failures are answers too: 503 while the database cannot be reached, else 500 with the number of
 * the log line.
 */
export function guarded<Context>(handler: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      if (isUnreachable(error))
        return problem(503, 'Service unavailable', 'The database cannot be reached. Try again later.');
      const incident = request.headers.get('x-request-id') ?? randomBytes(6).toString('hex');
      log().error({ incident, path: new URL(request.url).pathname, err: error }, 'a request failed');
      return problem(500, 'Internal error', 'The request failed. The error has been recorded.', { incident });
    }
  };
}

/**
 * The body as JSON; undefined when it is none, or longer than `limit` (characters). No more than that is ever taken in.
 */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of request.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > limit) return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
