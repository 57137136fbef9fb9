import type { IncomingMessage, ServerResponse } from 'node:http';
import { negotiate } from '@fastify/accept-negotiator';
import type { Dictionary } from '#server/dictionaries/dictionary';

/**
 * Sends a compression dictionary, for a browser to keep. To a reader who saves data it gives nothing: a browser asks for
 * it when it has time, without knowing how much it is.
 */
export function sendDictionary(request: IncomingMessage, response: ServerResponse, dictionary: Dictionary): void {
  response.setHeader('vary', 'accept-encoding, save-data');
  if (request.headers['save-data'] === 'on') {
    response.writeHead(204, { 'cache-control': 'no-store' }).end();
    return;
  }
  const accepted = negotiate(request.headers['accept-encoding'] ?? '', ['br', 'gzip', 'identity']);
  const encoding = accepted === 'br' || accepted === 'gzip' ? accepted : undefined;
  const body = encoding ? dictionary[encoding] : dictionary.bytes;
  response.writeHead(200, {
    // Nobody reads it as the page that it was.
    'content-type': 'application/octet-stream',
    'use-as-dictionary': dictionary.use,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-robots-tag': 'noindex',
    ...(encoding && { 'content-encoding': encoding }),
    'content-length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
