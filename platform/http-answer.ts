import { once } from 'node:events';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { publicUrl } from '#platform/env';
import type { Door } from '#platform/http-client';

/** What we are called in logs of other sites, and in their robots.txt. */
export const USER_AGENT = 'Newsroom';

/**
 * Asks an address once, without following redirects. Throws what the network throws, and where a name leads to an
 * address that the door does not allow.
 */
export async function askOnce(
  url: URL,
  { lookup }: Door,
  { headers, signal }: { headers: Record<string, string>; signal: AbortSignal },
): Promise<IncomingMessage> {
  const sent = (url.protocol === 'https:' ? request : plainRequest)(url, {
    ...{ lookup, signal },
    headers: { 'accept-encoding': 'gzip, deflate, br', 'user-agent': `${USER_AGENT} (+${publicUrl()})`, ...headers },
  });
  // What goes wrong after the answer has begun is told by its body; a connection that breaks later is nobody's.
  sent.on('error', () => {});
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

/** The body of an answer, unpacked; undefined where it is more than `limit` bytes. Throws where it is cut off. */
export async function readBody(response: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  const decompress = decompressor(response.headers['content-encoding']);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const collect = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of source) {
      length += chunk.length;
      if (length > limit) throw new RangeError();
      chunks.push(chunk);
    }
  };
  try {
    await (decompress ? pipeline(response, decompress, collect) : pipeline(response, collect));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return Buffer.concat(chunks);
}

/** The encoding that an answer says its text has. */
export function charsetOf({ headers }: IncomingMessage): string | undefined {
  return /;\s*charset=["']?([\w.:-]+)/i.exec(headers['content-type'] ?? '')?.[1];
}

function decompressor(encoding = '') {
  if (/^(x-)?gzip$/i.test(encoding)) return createGunzip();
  if (/^deflate$/i.test(encoding)) return createInflate();
  return /^br$/i.test(encoding) ? createBrotliDecompress() : undefined;
}

/** What stopped a request, in a word that names no address: an address may hold a key. */
export function troubleOf(error: unknown): { why: 'not-public' | 'unreachable'; detail: string } {
  if (String(error).includes('is not on the internet')) return { why: 'not-public', detail: '' };
  return { why: 'unreachable', detail: String((error as { code?: unknown }).code ?? (error as Error).name) };
}
