/** Stands for the address of a source that does not say where it was, such as most exports of Ghost; leads nowhere. */
export const UNKNOWN_SITE = 'https://source.invalid';

/**
 * A link within a site whose address is not known leads to the same path here, where redirects answer for it. Undefined
 * for any other link.
 */
export function pathOnUnknownSite(address: string): string | undefined {
  return address.startsWith(`${UNKNOWN_SITE}/`) ? address.slice(UNKNOWN_SITE.length) : undefined;
}
