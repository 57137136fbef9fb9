import { bareHost, type FormerSite, parseWebAddress, pathOnSite, unique } from '#newsroom/transfer/source/former-site';
import { fieldOf, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

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
