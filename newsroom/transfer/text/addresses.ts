import { mayLinkTo } from '#blocks/spans';

/** Pages that only lead on to the address in one of their parameters. */
const DETOURS: [host: RegExp, path: string, parameter: string][] = [
  [/^(www\.)?google\.[a-z.]{2,6}$/, '/url', 'q'],
  [/^lm?\.facebook\.com$/, '/l.php', 'u'],
  [/^(m\.)?vk\.com$/, '/away.php', 'to'],
];

/** An address as it is meant from a page at `base`; undefined for whatever is none. */
export function absoluteAddress(address: string, base: string): string | undefined {
  // As browsers do: neither spaces around it nor line breaks in it are meant.
  const typed = address.trim().replace(/[\t\r\n]/g, '');
  // What somebody typed without it would be a page of the site that it stands on.
  const written = /^www\.[^\s/]+\.\w{2,}/i.test(typed) ? `https://${typed}` : typed;
  if (!written || !URL.canParse(written, base || undefined)) return undefined;
  // One that is whole stays as somebody wrote it.
  return mayLinkTo(written) && !written.startsWith('/') ? written : new URL(written, base || undefined).href;
}

/** The address that a text may link to; undefined where there is none. */
export function linkAddress(address: string, base: string): string | undefined {
  const absolute = absoluteAddress(address, base);
  if (!absolute) return undefined;
  const { hostname, pathname, searchParams } = new URL(absolute);
  const detour = DETOURS.find(([host, path]) => path === pathname && host.test(hostname));
  const meant = (detour && searchParams.get(detour[2])) || absolute;
  return mayLinkTo(meant) ? meant : undefined;
}
