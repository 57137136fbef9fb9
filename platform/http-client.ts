import { lookup } from 'node:dns';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
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

function resultOf(status: number, retryAfter: string | null | undefined): PostResult {
  if (status >= 200 && status < 300) return { ok: true };
  const seconds = Number(retryAfter);
  return { ok: false, why: `status ${status}`, ...(seconds > 0 && { retryAfterSeconds: seconds }) };
}
