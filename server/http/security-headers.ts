import { createHash } from 'node:crypto';
import { FRAME_ORIGINS } from '#blocks/embed/providers';

/**
 * Headers of every response in the newsroom. `nonce` is a new one for each; styles that the editor sets on elements
 * (widths of table columns) cannot have one.
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
    // Previews show embeds as readers will see them.
    `frame-src 'self' ${FRAME_ORIGINS.join(' ')}`,
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
 * The Content-Security-Policy of a letter that the newsroom looks at: its own styles, which it has as attributes and in
 * the text, and pictures; no script and no form, whatever is in it.
 */
export const LETTER_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  'sandbox allow-popups allow-same-origin',
].join('; ');

/**
 * Headers of every response. `scripts` are source expressions of inline scripts that may run besides the site's own
 * files; `secure` is whether the site is served over HTTPS.
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
    // Embeds; each is loaded only after the reader agrees (enhance/click-to-view.ts).
    `frame-src ${FRAME_ORIGINS.join(' ')}`,
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

/** Source expression for a Content-Security-Policy that allows an inline script (CSP 3, 8.4). */
export function scriptHash(code: string): string {
  return `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
}
