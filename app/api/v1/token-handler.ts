import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { tokenActor } from '#app/admin/gate';
import { storable } from '#i18n/storable';
import { beginRequest, forgetRequest, keepAnswer } from '#newsroom/api/idempotent-request';
import type { Actor } from '#newsroom/permissions/actor';
import type { Scope } from '#newsroom/permissions/scopes';
import { countAttempt } from '#platform/rate-limits';
import { badRequest, guarded, problem } from '../answer.ts';

// What every operation has that needs a token.

/** Longest body, characters: one with 2,000 blocks is shorter. */
const BODY_LIMIT = 4_000_000;

/** A key as clients make them, such as a UUID. */
const KEY = /^[\x21-\x7e]{1,255}$/;

type Context = { params: Promise<Record<string, string> | undefined> };
type Handler = (request: Request, context: Context) => Promise<Response>;

type Schemas<Parameters, Body> = {
  scope: Scope;
  parameters: z.ZodType<Parameters>;
  body: z.ZodType<Body>;
  /** Whether its answer has a secret: it is not kept, and so an Idempotency-Key is of no use. */
  isSecret?: boolean;
};

type Asked<Parameters, Body> = { request: Request; actor: Actor; parameters: Parameters; body: Body };

/**
 * A handler for whoever brings a token with a scope: counts its requests, checks parameters and body by their schemas,
 * and does `work`. A request with an Idempotency-Key is worked off once; sent again it gets the same answer.
 */
export function tokenHandler<Parameters, Body>(
  { scope, parameters, body, isSecret = false }: Schemas<Parameters, Body>,
  work: (asked: Asked<Parameters, Body>) => Promise<Response>,
): Handler {
  return withToken(scope, async (request, actor, given) => {
    const read = await readBody(request);
    if (!read.ok) return read.response;
    const parsed = { parameters: parameters.safeParse(given), body: body.safeParse(read.value) };
    if (!parsed.parameters.success) return badRequest(parsed.parameters.error.issues);
    if (!parsed.body.success) return badRequest(parsed.body.error.issues);
    const asked = { request, actor, parameters: parsed.parameters.data, body: parsed.body.data };
    return isSecret ? work(asked) : once(request, actor, read.text, () => work(asked));
  });
}

/** The same without a look at the body, which `work` reads itself. */
export function withToken(
  scope: Scope,
  work: (request: Request, actor: Actor, parameters: Record<string, string>) => Promise<Response>,
): Handler {
  return guarded(async (request: Request, { params }: Context) => {
    const actor = await tokenActor(request);
    if (!actor) return unauthorized();
    const counted = await countAttempt('api', { token: actor.id });
    if (!counted.ok) return tooMany(counted.waitSeconds);
    if (!actor.scopes?.includes(scope))
      return problem(403, 'Forbidden', `The token needs the scope ${scope}.`, { code: 'not-allowed', scope });
    const response = await work(request, actor, (await params) ?? {});
    response.headers.set('cache-control', 'no-store');
    return response;
  });
}

function unauthorized(): Response {
  const response = problem(401, 'Unauthorized', 'Send a valid token: Authorization: Bearer np_…');
  response.headers.set('www-authenticate', 'Bearer realm="api"');
  return response;
}

function tooMany(seconds: number): Response {
  const response = problem(429, 'Too many requests', 'The token has sent too many requests. Try again later.');
  response.headers.set('retry-after', String(seconds));
  return response;
}

type Read = { ok: true; text: string; value: unknown } | { ok: false; response: Response };

/** The body as JSON, without characters that cannot be stored; of a request without one an empty object. */
async function readBody(request: Request): Promise<Read> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of request.body ?? []) {
    // To the end, which the request handler has limited: what is left would stand in the way of the next request.
    if (text.length <= BODY_LIMIT) text += decoder.decode(chunk, { stream: true });
  }
  if (text.length > BODY_LIMIT)
    return { ok: false, response: problem(413, 'Content too large', `At most ${BODY_LIMIT} characters.`) };
  if (text === '') return { ok: true, text, value: {} };
  if (!/^application\/json\b/.test(request.headers.get('content-type') ?? ''))
    return { ok: false, response: problem(415, 'Unsupported media type', 'Send application/json.') };
  try {
    return { ok: true, text, value: storable(JSON.parse(text)).value };
  } catch {
    return { ok: false, response: problem(400, 'Bad request', 'The body is no JSON.') };
  }
}

/** Does `work` once for each Idempotency-Key of a token. */
async function once(request: Request, { id }: Actor, body: string, work: () => Promise<Response>): Promise<Response> {
  const key = request.headers.get('idempotency-key');
  if (key === null || request.method === 'GET') return work();
  if (!KEY.test(key)) return badRequest([{ path: ['Idempotency-Key'], message: 'Up to 255 visible ASCII characters' }]);
  const { pathname, search } = new URL(request.url);
  const what = JSON.stringify([request.method, pathname + search, request.headers.get('if-match'), body]);
  const begun = await beginRequest(id, key, new Uint8Array(createHash('sha256').update(what).digest()));
  if (begun.kind !== 'new') return answerAgain(begun);
  const response = await work();
  const answer = await response.text();
  const { status, headers } = response;
  if (response.ok) await keepAnswer(id, key, { status, headers: Object.fromEntries(headers), body: answer });
  else await forgetRequest(id, key);
  return new Response(answer, { status, headers });
}

type Earlier = Exclude<Awaited<ReturnType<typeof beginRequest>>, { kind: 'new' }>;

function answerAgain(earlier: Earlier): Response {
  switch (earlier.kind) {
    case 'answered': {
      const { status, headers, body } = earlier.answer;
      return new Response(body, { status, headers: { ...headers, 'idempotency-replayed': 'true' } });
    }
    case 'other':
      return problem(422, 'Key used before', 'Another request had this Idempotency-Key. Use a new one.', {
        code: 'key-used',
      });
    case 'under-way': {
      const response = problem(409, 'Conflict', 'A request with this Idempotency-Key is being answered.', {
        code: 'under-way',
      });
      response.headers.set('retry-after', '1');
      return response;
    }
    case 'unknown':
      return problem(
        409,
        'Conflict',
        'A request with this Idempotency-Key was cut short. Look at what has come of it, then use a new key.',
        { code: 'outcome-unknown' },
      );
  }
}
