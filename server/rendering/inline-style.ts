import { scriptHash } from '#server/http/security-headers';

/** The accent that a site has chosen (app/reader-document.tsx), the only style that stands in pages. */
const STYLE = /<style data-accent="true">([^<]*)<\/style>/;

/** A Content-Security-Policy that lets the inline style of a page apply, if it has one, and no other. */
export function policyWithStyle(html: string, policy: () => string): string | undefined {
  const [, style] = STYLE.exec(html) ?? [];
  return style === undefined
    ? undefined
    : policy().replace("style-src 'self'", `style-src 'self' ${scriptHash(style)}`);
}
