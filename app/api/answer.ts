import { createHash, randomBytes } from 'node:crypto';
import fresh from 'fresh';
import { storable } from '#i18n/storable';
import { log } from '#platform/log';
import { noteTrouble } from '#platform/noted-trouble';
import { parseJson } from '#platform/parse-json';

type Handler<Context> = (request: Request, context: Context) => Promise<Response>;

/** A JSON response, conditional as below. */
export function json(request: Request, value: unknown, headers: Record<string, string> = {}): Response {
  return conditional(request, JSON.stringify(value), { 'content-type': 'application/json; charset=utf-8', ...headers });
}

/**
 * A response with a strong ETag, or 304 for a client that has it. If `last-modified` is among the headers, that date
 * counts for clients that send no ETag (RFC 9110, 13.2.2).
 */
export function conditional(request: Request, body: string, headers: Record<string, string>): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const all = new Headers({ 'cache-control': 'no-cache', ...headers, etag });
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const validators = { etag, 'last-modified': headers['last-modified'] };
  if (!isRead || !fresh(Object.fromEntries(request.headers), validators)) return new Response(body, { headers: all });
  all.delete('content-type');
  return new Response(null, { status: 304, headers: all });
}

/** An error response for machines (RFC 9457). */
export function problem(status: number, title: string, detail: string, more: Record<string, unknown> = {}): Response {
  const body = JSON.stringify({ type: 'about:blank', title, status, detail, ...more });
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  if (status === 503) headers['retry-after'] = '30';
  return new Response(body, { status, headers });
}

/** A handler for the methods that an address does not support; `allowed` is the Allow header (RFC 9110, 15.5.6). */
export function notAllowed(allowed: string): () => Response {
  return () => {
    const response = problem(405, 'Method not allowed', `Use ${allowed}.`);
    response.headers.set('allow', allowed);
    return response;
  };
}

/** 400 with the issues that zod found. */
export function badRequest(issues: readonly { path: PropertyKey[]; message: string }[]): Response {
  const errors = issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  return problem(400, 'Bad request', 'The request has invalid values.', { errors });
}

/**
 * A route handler that responds to exceptions too: with 503 if the database is in trouble, else with 500 and the
 * incident that is logged.
 */
export function guarded<Context>(handler: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      const id = request.headers.get('x-request-id');
      const trouble = noteTrouble(error, id);
      // A database without a free connection is there: it is us who are busy.
      const reason = trouble === 'overloaded' ? 'The database takes too long.' : `The database is ${trouble}.`;
      if (trouble) return problem(503, 'Service unavailable', `${reason} Try again later.`, { database: trouble });
      const incident = id ?? randomBytes(6).toString('hex');
      log().error({ incident, path: new URL(request.url).pathname, err: error }, 'request failed');
      return problem(500, 'Internal error', 'The request failed. The error has been logged.', { incident });
    }
  };
}

/**
 * The body as JSON, without characters that cannot be stored; undefined if it is no JSON or longer than `limit`
 * characters. No more than that is read.
 */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  return storable(await readRawJson(request, limit)).value;
}

/** The body as JSON, as readJson has it but with every character. */
export async function readRawJson(request: Request, limit: number): Promise<unknown> {
  const text = await readText(request, limit);
  return text === undefined ? undefined : parseJson(text);
}

/** The body as text; undefined if it is longer than `limit` characters. No more than that is kept. */
export async function readText(request: Request, limit: number): Promise<string | undefined> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of request.body ?? []) {
    // To the end, which the request handler has limited: what is left would stand in the way of the next request.
    if (text.length <= limit) text += decoder.decode(chunk, { stream: true });
  }
  return text.length > limit ? undefined : text;
}
