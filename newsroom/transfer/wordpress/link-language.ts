import { isLanguage } from '#i18n/languages';
import { type FormerSite, parseWebAddress } from '#newsroom/transfer/source/former-site';
import { fieldOf, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

/**
 * The language that an item’s address names, as WPML and qTranslate write it: `/ru/2024/story/`, `/story/?lang=ru`. Of
 * these only languages of this site count: any other word may be that of a category. Undefined where it names none.
 */
export function languageOfLink(item: WxrRecord, site: FormerSite): string | undefined {
  const link = parseWebAddress(fieldOf(item, 'link'), site.address || 'http://localhost');
  if (!link) return undefined;
  const path = link.pathname.startsWith(`${site.path}/`) ? link.pathname.slice(site.path.length) : link.pathname;
  const [first = '', ...rest] = path.split('/').filter(Boolean);
  const named = link.searchParams.get('lang') ?? (rest.length > 0 ? first : '');
  const code = named.toLowerCase();
  return isLanguage(code) ? code : undefined;
}
