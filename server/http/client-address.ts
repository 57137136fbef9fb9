import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';

/**
 * The reader's IP address. With `trustedProxies` in front it is what the outermost of them wrote to X-Forwarded-For;
 * what a client writes there itself is not believed. Empty if the connection has gone.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  return proxyAddr(request, (_, hop) => hop < trustedProxies) ?? '';
}
