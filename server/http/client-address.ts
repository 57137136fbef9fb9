import type { IncomingMessage } from 'node:http';

/**
 * The reader's network address. With `trusted` proxies in front it is the entry of X-Forwarded-For that the outermost
 * of them wrote; what a client puts there itself is never believed.
 */
export function clientAddress(request: IncomingMessage, trusted: number): string {
  const direct = request.socket.remoteAddress ?? '';
  if (trusted === 0) return direct;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  return forwarded.at(-trusted) ?? direct;
}
