import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientAddress } from '#server/http/client-address';
import type { NextHandler } from '#server/rendering/render';

// Words between Next and its own client or proxies; from outside they only make answers that are none of ours.
const NOT_FROM_OUTSIDE =
  /^(rsc|next-.*|x-middleware-.*|x-nextjs-.*|x-now-.*|x-matched-path|x-client-address|x-request-id|x-forwarded-.*|content-security-policy|x-next-intl-.*|x-asked-path)$/;

// In the newsroom Next's own client is at work, and says these.
const OF_THE_DESK = /^(rsc|next-action|next-router-.*|next-url)$/;

/**
 * Hands a request to Next as it came, without what only proxies of ours may say, and with the reader's network address
 * and the id that the log knows it by. `policy` is the Content-Security-Policy of a page of the newsroom: Next reads
 * from the request which nonce its scripts need.
 */
export function forwardToNext(
  next: NextHandler,
  request: IncomingMessage,
  response: ServerResponse,
  { id, trustedProxies, policy }: { id: string; trustedProxies: number; policy?: string },
): Promise<void> {
  const address = clientAddress(request, trustedProxies);
  for (const name of Object.keys(request.headers)) {
    if (NOT_FROM_OUTSIDE.test(name) && !(policy && OF_THE_DESK.test(name))) delete request.headers[name];
  }
  if (policy) {
    request.headers['content-security-policy'] = policy;
    request.headers['x-asked-path'] = request.url;
  }
  request.headers['x-client-address'] = address;
  request.headers['x-request-id'] = id;
  return next(request, response);
}
