import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import type { Dictionary } from '#server/dictionaries/dictionary';

const compress = promisify(brotliCompress);
const compressed = new WeakMap<Dictionary, Promise<Buffer>>();

/** Takes some tenths of a second of another thread, once for each dictionary that is asked for. */
function brotliOf(dictionary: Dictionary): Promise<Buffer> {
  const { bytes } = dictionary;
  const known = compressed.get(dictionary);
  if (known) return known;
  const made = compress(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  compressed.set(dictionary, made);
  return made;
}

/**
 * Sends a compression dictionary, for a browser to keep; all browsers that want one know brotli. To a reader who saves
 * data it gives nothing: a browser asks for it when it has time, without knowing how much it is.
 */
export async function sendDictionary(
  request: IncomingMessage,
  response: ServerResponse,
  dictionary: Dictionary,
): Promise<void> {
  response.setHeader('vary', 'accept-encoding, save-data');
  if (request.headers['save-data'] === 'on') {
    response.writeHead(204, { 'cache-control': 'no-store' }).end();
    return;
  }
  const isBrotli = negotiate(request.headers['accept-encoding'] ?? '', ['br', 'identity']) === 'br';
  const body = isBrotli ? await brotliOf(dictionary) : dictionary.bytes;
  response.writeHead(200, {
    // Nobody reads it as the page that it was.
    'content-type': 'application/octet-stream',
    'use-as-dictionary': dictionary.use,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-robots-tag': 'noindex',
    ...(isBrotli && { 'content-encoding': 'br' }),
    'content-length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
