import type { z } from 'zod';
import { sealCursor } from '#newsroom/articles/sealed-cursor';
import { publicUrl } from '#platform/env';
import { badRequest, guarded, json, notAllowed } from '../answer.ts';

// What every operation has that anybody may ask for.

/** A page of any site may read the API. */
const OPEN: Record<string, string> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Link, Retry-After',
  'cross-origin-resource-policy': 'cross-origin',
};

type Context = { params: Promise<Record<string, string> | undefined> };
type Asked<Query, Parameters> = { request: Request; query: Query; parameters: Parameters };

/**
 * A handler for GET and HEAD: checks parameters of path and query by their schemas, refuses unknown ones by name and
 * what is given twice, and lets pages of other sites read the answer.
 */
export function openGet<Query, Parameters>(
  schemas: { query: z.ZodType<Query>; parameters: z.ZodType<Parameters> },
  answer: (asked: Asked<Query, Parameters>) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  const handle = guarded(async (request: Request, { params }: Context) => {
    const { searchParams } = new URL(request.url);
    const twice = [...searchParams.keys()].filter((name, index, all) => all.indexOf(name) < index);
    if (twice.length > 0) return badRequest(twice.map((name) => ({ path: [name], message: 'Given more than once' })));
    const query = schemas.query.safeParse(Object.fromEntries(searchParams));
    if (!query.success) return badRequest(query.error.issues.flatMap(namedIssues));
    // Next gives none to an address without parameters.
    const parameters = schemas.parameters.safeParse((await params) ?? {});
    if (!parameters.success) return badRequest(parameters.error.issues);
    return answer({ request, query: query.data, parameters: parameters.data });
  });
  return async (request, context) => open(await handle(request, context));
}

/** The issue of unknown parameters as one for each of them. */
function namedIssues(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.map((name) => ({ path: [name], message: 'Unknown parameter' }));
}

function open(response: Response): Response {
  for (const [name, value] of Object.entries(OPEN)) response.headers.set(name, value);
  return response;
}

/** Answers what a browser asks before it sends a request to another site (CORS). */
export function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...OPEN,
      allow: READ_METHODS,
      'access-control-allow-methods': READ_METHODS,
      'access-control-allow-headers': 'If-None-Match, If-Modified-Since',
      'access-control-max-age': '86400',
    },
  });
}

const READ_METHODS = 'GET, HEAD, OPTIONS';

const refuse = notAllowed(READ_METHODS);

/** The answer to methods that change something, where nothing can be changed. */
export function readOnly(): Response {
  return open(refuse());
}

/** A page of a list, whose Link header leads to the following one (RFC 8288). `next` is its place there. */
export function page(request: Request, name: string, items: unknown[], next: string | null, more = {}): Response {
  const cursor = next === null ? null : sealCursor(next);
  const body = { [name]: items, ...more, next: cursor };
  return json(request, body, cursor === null ? {} : { link: `<${nextAddress(request, cursor)}>; rel="next"` });
}

function nextAddress(request: Request, cursor: string): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set('cursor', cursor);
  return `${publicUrl()}${pathname}?${searchParams}`;
}
