import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import { withoutPort } from '#platform/ip-address';

/**
 * The reader's IP address. With `trustedProxies` in front it is what the outermost of them wrote to X-Forwarded-For;
 * what a client writes there itself is not believed. Some proxies add the client's port, which is another one for each
 * connection. Where they wrote no address (`unknown`), it is that of the connection; empty if that has gone.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const written = proxyAddr(request, (_, hop) => hop < trustedProxies) ?? '';
  return withoutPort(written) ?? withoutPort(request.socket.remoteAddress ?? '') ?? '';
}
