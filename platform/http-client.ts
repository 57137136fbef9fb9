import { lookup } from 'node:dns';
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { askOnce, readBody } from '#platform/http-answer';
import { isPublicAddress, isPublicHost } from '#platform/ip-address';

const TIMEOUT_MS = 10_000;

export type PostResult = { ok: true } | { ok: false; why: string; retryAfterSeconds?: number };

/**
 * Posts to another site that the operator has named. An unreachable or slow site, a redirect and an error status are
 * failures, not exceptions.
 */
export async function post(address: string, type: string, body: string): Promise<PostResult> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return resultOf(response.status, response.headers.get('retry-after'));
  } catch (error) {
    return { ok: false, why: String((error as Error).cause ?? error) };
  }
}

/**
 * Posts over HTTPS to an address that somebody has entered on a page, as `post` does, but to no address of this machine
 * or of a private network: what a name leads to is looked at when the connection is made.
 */
export async function postToInternet(address: string, type: string, body: string): Promise<PostResult> {
  if (!isPublicHost(address)) return { ok: false, why: `${address} is not on the internet` };
  try {
    const sent = request(address, {
      method: 'POST',
      headers: { 'content-type': type, 'content-length': Buffer.byteLength(body) },
      lookup: publicLookup,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.destroy();
    return resultOf(response.statusCode ?? 0, response.headers['retry-after']);
  } catch (error) {
    return { ok: false, why: String(error) };
  }
}

/** Finds addresses as Node does; fails where one of them is not on the internet. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const inside = error ? undefined : found.find(({ address }) => !isPublicAddress(address));
    if (error || inside)
      return callback(error ?? new Error(`${hostname} is at ${inside?.address}, which is not on the internet`), '');
    if (options.all) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family);
  });
};

export type GetResult = { ok: true; bytes: Uint8Array } | { ok: false; why: string; retryAfterSeconds?: number };

/** Which addresses may be asked for, and how long that may take, milliseconds; tests have another. */
export type Door = { isAllowed(address: string): boolean; lookup: LookupFunction; timeout?: number };

/** Every address that is not of this machine or of a private network. */
export const INTERNET: Door = { isAllowed: isPublicHost, lookup: publicLookup };

const FILE_TIMEOUT_MS = 60_000;
const REDIRECTS = 5;

/**
 * Gets a file of at most `limit` bytes by HTTP or HTTPS from an address that somebody else has written, but from none of
 * this machine or of a private network: not by a redirect either. An error status, a larger file and a site that is slow
 * or not there are failures, not exceptions.
 */
export async function getFromInternet(
  address: string,
  { limit, door = INTERNET }: { limit: number; door?: Door },
): Promise<GetResult> {
  const signal = AbortSignal.timeout(FILE_TIMEOUT_MS);
  try {
    let next = address;
    for (let hop = 0; hop <= REDIRECTS; hop++) {
      const url = URL.parse(next);
      if (!url || !/^https?:$/.test(url.protocol)) return { ok: false, why: `${next} is no web address` };
      if (!door.isAllowed(next)) return { ok: false, why: `${next} is not on the internet` };
      const response = await askOnce(url, door, { headers: {}, signal });
      const { statusCode: status = 0, headers } = response;
      if (status === 200) {
        const bytes = await readBody(response, limit);
        return bytes ? { ok: true, bytes } : { ok: false, why: `more than ${limit} bytes` };
      }
      response.destroy();
      if (status < 300 || status > 399 || !headers.location) return failure(status, headers['retry-after']);
      next = redirectTarget(headers.location, url);
    }
    return { ok: false, why: `more than ${REDIRECTS} redirects` };
  } catch (error) {
    return { ok: false, why: String(error) };
  }
}

/**
 * Where a Location header leads from an address. Node reads headers as Latin-1; letters of other scripts come as UTF-8.
 * Throws for what is no address.
 */
export function redirectTarget(location: string, from: URL): string {
  return new URL(Buffer.from(location, 'latin1').toString(), from).href;
}

function failure(status: number, retryAfter: string | undefined): GetResult & { ok: false } {
  const retryAfterSeconds = retryAfterOf(retryAfter);
  return { ok: false, why: `status ${status}`, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}

/** Retry-After is a number of seconds or a date. Seconds from now, at least one; undefined for anything else. */
export function retryAfterOf(value: string | undefined): number | undefined {
  const seconds = Number(value ?? '') || (Date.parse(value ?? '') - Date.now()) / 1_000;
  return seconds > 0 ? Math.ceil(seconds) : undefined;
}

function resultOf(status: number, retryAfter: string | null | undefined): PostResult {
  if (status >= 200 && status < 300) return { ok: true };
  const seconds = Number(retryAfter);
  return { ok: false, why: `status ${status}`, ...(seconds > 0 && { retryAfterSeconds: seconds }) };
}

export type SendResult =
  /** There is an answer. `words` is the beginning of it. */
  | { ok: true; status: number; words: string; retryAfterSeconds?: number }
  /** There is none. With `isSent` the other side may have got all of it. */
  | { ok: false; why: string; isSent: boolean };

const HTTPS: Door = {
  ...INTERNET,
  isAllowed: (address) => URL.parse(address)?.protocol === 'https:' && isPublicHost(address),
};

/** As much of an answer is read, bytes, where nobody says otherwise: it is enough to see what is wrong. */
const WORDS = 2_000;

export type Sending = {
  method?: 'POST' | 'PUT' | 'DELETE' | 'GET';
  headers: Record<string, string>;
  body?: string | Uint8Array;
  /** As much of the answer is read, bytes. */
  limit?: number;
  /** How long it may take, milliseconds; else as long as with everybody. */
  timeoutMs?: number;
  door?: Door | undefined;
};

/**
 * Sends with headers of one's own to an address that somebody has entered, over HTTPS, and to none of this machine or of
 * a private network. A redirect is an answer like any other. A site that is slow, not there or gone before it has
 * answered is a failure.
 */
export async function sendToInternet(
  address: string,
  { method = 'POST', headers, body = '', limit = WORDS, timeoutMs = TIMEOUT_MS, door }: Sending,
): Promise<SendResult> {
  const { isAllowed, lookup: find, timeout = timeoutMs } = door ?? HTTPS;
  const signal = AbortSignal.timeout(timeout);
  let sent: ClientRequest | undefined;
  try {
    const url = new URL(address);
    if (!isAllowed(address)) return { ok: false, why: `${url.host} is not on the internet`, isSent: false };
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const send = url.protocol === 'https:' ? request : plainRequest;
    sent = send(url, { method, headers: { ...headers, ...length }, lookup: find, signal });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const words = await readWords(response, limit);
    const retryAfterSeconds = retryAfterOf(response.headers['retry-after']);
    return { ok: true, status: response.statusCode ?? 0, words, ...(retryAfterSeconds && { retryAfterSeconds }) };
  } catch (error) {
    return { ok: false, why: String(error), isSent: sent?.writableFinished ?? false };
  }
}

/** A cache on the same machine or beside it answers at once or not at all, milliseconds. */
const PURGE_TIMEOUT_MS = 3_000;

/**
 * Sends PURGE to an address that the operator has named in the environment, and nobody in a form: it may be one of this
 * machine or of a private network. What is slow or not there is a failure.
 */
export async function purgeAtNamedHost(address: string, headers: Record<string, string>): Promise<SendResult> {
  const signal = AbortSignal.timeout(PURGE_TIMEOUT_MS);
  try {
    const url = new URL(address);
    const send = url.protocol === 'https:' ? request : plainRequest;
    // On a connection of its own: one that is kept may just be closing, and nobody sends a purge again for that.
    const sent = send(url, { method: 'PURGE', headers, agent: false, signal });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const words = response.statusMessage ?? '';
    response.destroy();
    return { ok: true, status: response.statusCode ?? 0, words };
  } catch (error) {
    // To purge once more does no harm.
    return { ok: false, why: String(error), isSent: false };
  }
}

/** The beginning of an answer. How it ends makes no difference: its status is there. */
async function readWords(response: IncomingMessage, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= limit) break;
    }
  } catch {
    // Cut, or too slow.
  }
  response.destroy();
  return Buffer.concat(chunks).subarray(0, limit).toString('utf8').trim();
}
