/** Where the former site was. */
export type FormerSite = {
  /** Absolute, without a slash at the end. */
  address: string;
  /** Path of its front page, without a slash at the end: `/news` of a site in a folder. */
  path: string;
  /** Names of all hosts that it says of itself. */
  hosts: ReadonlySet<string>;
};

/** The former site by the addresses that an export gives for it. */
export function formerSite(addresses: readonly string[]): FormerSite {
  const known = addresses.flatMap((address) => parseWebAddress(address) ?? []);
  const [first] = known;
  return {
    address: first ? first.origin + withoutSlash(first.pathname) : '',
    path: first ? withoutSlash(first.pathname) : '',
    hosts: new Set(known.map(({ host }) => bareHost(host))),
  };
}

/** An http or https address; undefined for anything else. Those without a host belong to a base. */
export function parseWebAddress(text: string, base?: string): URL | undefined {
  // An empty one would be its base.
  const url = text.trim() !== '' && URL.canParse(text, base) ? new URL(text, base) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

/** The path with its query that an address has on the former site, whatever host it names; undefined where it has none. */
export function pathOnSite(address: string, site: FormerSite): string | undefined {
  const url = parseWebAddress(address, site.address || 'http://localhost');
  return url ? url.pathname + url.search : undefined;
}

/** As `pathOnSite`, but whole where it lies on another host, as files on a host of their own do. */
export function fileAddress(address: string, site: FormerSite): string | undefined {
  const url = parseWebAddress(address, site.address || undefined);
  if (!url) return undefined;
  return site.hosts.has(bareHost(url.host)) ? url.pathname + url.search : url.href;
}

/** Without those that are missing, each once, in order. */
export function unique(addresses: readonly (string | undefined)[]): string[] {
  return [...new Set(addresses.filter((address) => address !== undefined))];
}

/** A host’s name without www, which sites drop and take on. */
export function bareHost(host: string): string {
  return host.replace(/^www\./, '');
}

/** The last part of a path, as people read it and without the name of a kind of file. */
export function lastSegment(path: string): string {
  const [last = ''] = path.split('?', 1)[0]?.split('/').filter(Boolean).slice(-1) ?? [];
  try {
    return decodeURIComponent(last).replace(/\.\w{2,5}$/, '');
  } catch {
    return last;
  }
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
