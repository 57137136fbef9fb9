import { fieldOf, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

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
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

/** The path with its query that an address has on the former site, whatever host it names; undefined where it has none. */
export function pathOnSite(address: string, site: FormerSite): string | undefined {
  const url = parseWebAddress(address, site.address || 'http://localhost');
  return address && url ? url.pathname + url.search : undefined;
}

/** As `pathOnSite`, but whole where it lies on another host, as files on a host of their own do. */
export function fileAddress(address: string, site: FormerSite): string | undefined {
  const url = parseWebAddress(address, site.address || undefined);
  if (!url) return undefined;
  return site.hosts.has(bareHost(url.host)) ? url.pathname + url.search : url.href;
}

/**
 * All addresses at which readers found an item: its link, former slugs and dates in the same pattern, its guid, and the
 * one by number that WordPress always answers. `parameters` are those for its kind, the usual first.
 */
export function addressesOf(item: WxrRecord, site: FormerSite, parameters: readonly string[]): string[] {
  // A file on another host that has no page of its own.
  const isFile = fieldOf(item, 'link') === fieldOf(item, 'wp:attachment_url');
  const link = isFile ? undefined : pathOnSite(fieldOf(item, 'link'), site);
  const guid = parseWebAddress(fieldOf(item, 'guid'));
  const id = fieldOf(item, 'wp:post_id');
  const own = guid && (site.hosts.has(bareHost(guid.host)) || guid.searchParams.get('p') === id);
  return unique([
    link,
    ...(link ? [...formerSlugs(item, link), ...formerDates(item, link)] : []),
    ...(id ? parameters.map((name) => `${site.path}/?${name}=${id}`) : []),
    own ? guid.pathname + guid.search : undefined,
  ]);
}

function formerSlugs(item: WxrRecord, link: string): string[] {
  const slug = decodeSlug(fieldOf(item, 'wp:post_name'));
  const segments = link.split('/');
  const place = segments.findLastIndex(
    (segment) => decodeSlug(segment) === slug || decodeSlug(segment) === `${slug}.html`,
  );
  if (!slug || place < 0) return [];
  const ending = segments[place]?.toLowerCase().endsWith('.html') && !slug.endsWith('.html') ? '.html' : '';
  return (item.meta.get('_wp_old_slug') ?? [])
    .map((old) => old.trim())
    .filter(Boolean)
    .map((old) => segments.with(place, old + ending).join('/'));
}

/** Since WordPress 4.9 it remembers under which days a story stood. */
function formerDates(item: WxrRecord, link: string): string[] {
  const date = /\/\d{4}\/\d\d(\/\d\d)?(?=\/)/;
  return (item.meta.get('_wp_old_date') ?? []).flatMap((old) => {
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(old.trim()) ?? [];
    const [, dayInLink] = date.exec(link) ?? [];
    return year && date.test(link) ? [link.replace(date, `/${year}/${month}${dayInLink ? `/${day}` : ''}`)] : [];
  });
}

/** A slug in letters: WordPress writes those beyond ASCII with percent signs, and cuts long ones in the middle of a letter. */
export function decodeSlug(slug: string): string {
  return slug
    .replace(/(?:%[\da-f]{2})+/gi, (escaped) => {
      const bytes = Buffer.from(escaped.replaceAll('%', ''), 'hex');
      // As a stream, so that half a letter at the end is dropped.
      return new TextDecoder().decode(bytes, { stream: true });
    })
    .replace(/%[\da-f]?$/i, '');
}

export function unique(addresses: readonly (string | undefined)[]): string[] {
  return [...new Set(addresses.filter((address) => address !== undefined))];
}

function bareHost(host: string): string {
  return host.replace(/^www\./, '');
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
