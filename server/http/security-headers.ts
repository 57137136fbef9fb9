import { FRAME_ORIGINS } from '#blocks/embed/frame';

/**
 * Headers for every answer in the newsroom. `nonce` is a new one for each; the styles that the editor sets on single
 * elements (widths of table columns) carry none.
 */
export function staffHeaders(scripts: readonly string[], nonce: string, secure: boolean): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' ${scripts.join(' ')}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    // The preview is the page that readers will see.
    `frame-src 'self' ${Object.values(FRAME_ORIGINS).join(' ')}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ];
  return {
    ...securityHeaders(scripts, secure),
    'content-security-policy': policy.join('; '),
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'same-origin',
    'cache-control': 'private, no-store',
    'x-robots-tag': 'noindex, nofollow',
  };
}

/**
 * Headers for every answer. `scripts` are the source expressions that may run besides the site's own files; `secure` is
 * whether readers come by HTTPS.
 */
export function securityHeaders(scripts: readonly string[], secure: boolean): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${scripts.join(' ')}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    // Nothing is framed before the reader agrees (enhance/click-to-view.ts).
    `frame-src ${Object.values(FRAME_ORIGINS).join(' ')}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(secure && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
  };
}
