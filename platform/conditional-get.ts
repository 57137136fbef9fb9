import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { askOnce, charsetOf, readBody, troubleOf } from '#platform/http-answer';
import { type Door, INTERNET, redirectTarget, retryAfterOf } from '#platform/http-client';

const TIMEOUT_MS = 30_000;
const REDIRECTS = 5;

/** What a server said of what it gave, for asking again: empty where it said nothing. */
export type Validators = { etag: string; lastModified: string };

type Answered = {
  validators: Validators;
  /** How long the answer holds, as Cache-Control says it, seconds. */
  maxAgeSeconds?: number;
  /** Where it is from now on, if a permanent redirect said so. */
  movedTo?: string;
};

export type ConditionalResult =
  | (Answered & { kind: 'changed'; bytes: Uint8Array; charset?: string })
  | (Answered & { kind: 'same' })
  /** 410: it will not come back. */
  | { kind: 'gone' }
  | {
      kind: 'failed';
      why: 'not-public' | 'unreachable' | 'status' | 'too-large';
      detail: string;
      retryAfterSeconds?: number;
    };

type Failed = ConditionalResult & { kind: 'failed' };
type Options = { known: Validators; limit: number; door?: Door | undefined; timeoutMs?: number };

/**
 * Gets what has changed at a web address since it was `known`, at most `limit` bytes however it is compressed, from no
 * address of this machine or of a private network. Trouble is a value; its detail names no address, since an address
 * may hold a key.
 */
export async function getIfChanged(
  address: string,
  { known, limit, door = INTERNET, timeoutMs = TIMEOUT_MS }: Options,
): Promise<ConditionalResult> {
  const signal = AbortSignal.timeout(timeoutMs);
  let next = address;
  let movedTo: string | undefined;
  try {
    for (let hop = 0, isMove = true; hop <= REDIRECTS; hop++) {
      const url = URL.parse(next);
      if (!url || !/^https?:$/.test(url.protocol) || !door.isAllowed(next)) return failed('not-public', '');
      const response = await ask(url, known, door, signal);
      const { statusCode = 0, headers } = response;
      if (statusCode === 200) return await readAnswer(response, limit, movedTo);
      response.destroy();
      if (statusCode === 304) return { kind: 'same', ...answeredBy(headers, movedTo, known) };
      if (statusCode === 410) return { kind: 'gone' };
      if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location)
        return statusFailed(statusCode, headers);
      next = redirectTarget(headers.location, url);
      isMove &&= statusCode === 301 || statusCode === 308;
      if (isMove) movedTo = next;
    }
    return failed('status', `more than ${REDIRECTS} redirects`);
  } catch (error) {
    const { why, detail } = troubleOf(error);
    return failed(why, detail);
  }
}

function ask(url: URL, known: Validators, door: Door, signal: AbortSignal): Promise<IncomingMessage> {
  const headers = {
    accept:
      'application/rss+xml, application/atom+xml, application/feed+json, application/xml, application/json, */*;q=0.5',
    ...(known.etag && { 'if-none-match': known.etag }),
    ...(known.lastModified && { 'if-modified-since': known.lastModified }),
  };
  return askOnce(url, door, { headers, signal });
}

async function readAnswer(
  response: IncomingMessage,
  limit: number,
  movedTo: string | undefined,
): Promise<ConditionalResult> {
  const bytes = await readBody(response, limit);
  if (!bytes) return failed('too-large', `more than ${limit} bytes`);
  const charset = charsetOf(response);
  const answered = answeredBy(response.headers, movedTo, { etag: '', lastModified: '' });
  return { kind: 'changed', bytes, ...(charset && { charset }), ...answered };
}

function answeredBy(headers: IncomingHttpHeaders, movedTo: string | undefined, known: Validators): Answered {
  const [, maxAge] = /(?:^|[\s,])max-age=(\d{1,9})/i.exec(headers['cache-control'] ?? '') ?? [];
  return {
    validators: { etag: headers.etag ?? known.etag, lastModified: headers['last-modified'] ?? known.lastModified },
    ...(maxAge !== undefined && { maxAgeSeconds: Number(maxAge) }),
    ...(movedTo !== undefined && { movedTo }),
  };
}

function statusFailed(status: number, headers: IncomingHttpHeaders): Failed {
  const retryAfterSeconds = retryAfterOf(headers['retry-after']);
  return { ...failed('status', String(status)), ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}

function failed(why: Failed['why'], detail: string): Failed {
  return { kind: 'failed', why, detail };
}
