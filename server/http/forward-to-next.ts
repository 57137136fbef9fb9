import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientAddress } from '#server/http/client-address';
import type { NextHandler } from '#server/rendering/render-page';

/** Headers by which Next, its client and proxies talk to each other. From a client they could change our responses. */
const INTERNAL_HEADERS =
  /^(rsc|next-.*|x-middleware-.*|x-nextjs-.*|x-now-.*|x-matched-path|x-client-address|x-request-id|x-forwarded-.*|content-security-policy|x-next-intl-.*|x-request-path|x-action-forwarded)$/;

/** Those that Next's client sends, which only the newsroom has. */
const NEXT_CLIENT_HEADERS = /^(rsc|next-action|next-router-.*|next-url)$/;

/**
 * Hands a request to Next without headers that only we may set, and with the reader's IP address and the request's id.
 * `host` is the site's own. `policy` is the Content-Security-Policy of a newsroom page: Next reads from it which nonce
 * its scripts need. `isElsewhere` says of a server action that another page than the one asked for has it: Next then
 * answers that there is none here, and does not look for it.
 */
export function forwardToNext(
  next: NextHandler,
  request: IncomingMessage,
  response: ServerResponse,
  {
    id,
    trustedProxies,
    host,
    policy,
    isElsewhere = false,
  }: { id: string; trustedProxies: number; host: string; policy?: string; isElsewhere?: boolean },
): Promise<void> {
  const address = clientAddress(request, trustedProxies);
  for (const name of Object.keys(request.headers)) {
    if (INTERNAL_HEADERS.test(name) && !(policy && NEXT_CLIENT_HEADERS.test(name))) delete request.headers[name];
  }
  if (policy) {
    request.headers['content-security-policy'] = policy;
    request.headers['x-request-path'] = request.url;
    request.headers['x-forwarded-host'] = hostOf(request, host);
  }
  if (isElsewhere) request.headers['x-action-forwarded'] = '1';
  request.headers['x-client-address'] = address;
  request.headers['x-request-id'] = id;
  return next(request, response);
}

/**
 * The host by which Next tells whether a form comes from the site itself. A proxy may pass on a Host without the port;
 * then the browser's own word (Sec-Fetch-Site) counts, for which gate.ts asks again.
 */
function hostOf(request: IncomingMessage, host: string): string {
  const { origin = '', host: asked = '', 'sec-fetch-site': site } = request.headers;
  if (site !== 'same-origin' || !URL.canParse(origin) || !URL.canParse(`http://${asked}`)) return host;
  const from = new URL(origin);
  return from.hostname === new URL(`http://${asked}`).hostname ? from.host : host;
}
