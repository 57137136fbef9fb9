import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NextHandler } from '#processes/ask-next';
import { clientAddress } from '#processes/client-address';

// Words between Next and its own client or proxies; from outside they only make answers that are none of ours.
const NOT_FROM_OUTSIDE =
  /^(rsc|next-(?!action$).*|x-middleware-.*|x-nextjs-.*|x-now-.*|x-matched-path|x-client-address|x-request-id|x-forwarded-.*)$/;

/**
 * Hands a request to Next as it came, without what only proxies of ours may say, and with the reader's network address and the id that
 * the log knows it by.
 */
export function passOn(
  next: NextHandler,
  request: IncomingMessage,
  response: ServerResponse,
  { id, trustedProxies }: { id: string; trustedProxies: number },
): Promise<void> {
  const address = clientAddress(request, trustedProxies);
  for (const name of Object.keys(request.headers)) if (NOT_FROM_OUTSIDE.test(name)) delete request.headers[name];
  request.headers['x-client-address'] = address;
  request.headers['x-request-id'] = id;
  return next(request, response);
}
