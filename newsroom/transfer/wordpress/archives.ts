import { type FormerSite, pathOnSite, unique } from '#newsroom/transfer/source/former-site';
import type { SiteLanguages } from '#newsroom/transfer/wordpress/languages';
import { fieldOf, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

// Lists of a category, tag or author. An export names none of them, but WordPress makes their addresses by the pattern
// of those of its posts: with `/archives/123` for a post, a category has `/archives/category/politics`.

/**
 * What stands at the beginning of all addresses of posts: `/archives`, `/blog`, mostly nothing. Undefined where the item
 * does not show it, as drafts and addresses by number do not.
 */
export function findFront(item: WxrRecord, site: FormerSite, languages: SiteLanguages): string | undefined {
  if (fieldOf(item, 'wp:post_type') !== 'post' || fieldOf(item, 'wp:status') !== 'publish') return undefined;
  const path = pathOnSite(fieldOf(item, 'link'), site);
  if (!path || path.includes('?') || !path.startsWith(`${site.path}/`)) return undefined;
  const segments = path.slice(site.path.length).split('/').filter(Boolean);
  if (languages.slugs.has(segments[0] ?? '')) segments.shift();
  const changing = segments.findIndex((segment) => isOfItem(segment, item));
  return changing > 0 ? `/${segments.slice(0, changing).join('/')}` : '';
}

/** A number, or a word of the item itself, which other items will not have. */
function isOfItem(segment: string, item: WxrRecord): boolean {
  const [name] = segment.split('.');
  const own = [fieldOf(item, 'wp:post_name').split('.')[0], ...item.terms.map(({ nicename }) => nicename)];
  return /^\d/.test(segment) || own.some((word) => word?.toLowerCase() === name?.toLowerCase());
}

/** `/category/politics/yerevan`, below the front and without it, and below a language, then the address by number. */
export function archiveAddresses(
  { site, front, language }: { site: FormerSite; front: string; language?: string },
  path: string,
  byNumber?: string,
): string[] {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const below = (base: string) => `${site.path}${base}/${encoded}/`;
  return unique(
    [language && below(`/${language}${front}`), below(front), below(''), byNumber && `${site.path}/?${byNumber}`].map(
      (address) => address || undefined,
    ),
  );
}
