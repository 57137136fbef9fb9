import { feedAddress, frontAddress, SITEMAP_ADDRESS, searchAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, languageAtPath } from '#i18n/languages';
import type { AskedAddress } from '#newsroom/redirects/asked-address';
import type { FoundRedirect } from '#newsroom/redirects/found-redirect';
import { isFront } from '#newsroom/redirects/own-address';
import { redirectKeys } from '#newsroom/redirects/redirect-key';

const SITEMAP = /^\/(?:wp-sitemap[a-z0-9-]*|sitemap[_-]index|[a-z0-9_-]+-sitemap\d*)\.xml$/;

/**
 * What nearly every site has had under the same few addresses, without a row in the table: front pages (`/index.php`,
 * `/ru/index.html`, `/page/2/`), feeds of all that is new (`/feed/`, `/ru/rss`, `/?feed=atom`), searches (`/?s=word`),
 * sitemaps. Other queries are for the front page itself to answer.
 */
export function generalRedirect(asked: AskedAddress): FoundRedirect | undefined {
  const location = locationOf(asked);
  const { addresses } = asked;
  return location === undefined
    ? undefined
    : { id: undefined, address: addresses[0] ?? '', location, keys: redirectKeys(asked) };
}

function locationOf({ addresses, feed }: AskedAddress): string | undefined {
  const [address = ''] = addresses;
  if (SITEMAP.test(address)) return SITEMAP_ADDRESS;
  const front = addresses.at(-1) ?? '';
  if (front !== '/' && !isFront(front)) return undefined;
  if (feed) return feedAddress(feed, front === '/' ? '' : front);
  const language = languageAtPath(front.slice(1))?.code ?? DEFAULT_LANGUAGE;
  const q = /[?&]s=([^&]+)/.exec(address)?.[1];
  if (q) return searchAddress(language, { q: q.replaceAll('+', ' ') });
  return address.includes('?') ? undefined : frontAddress(language);
}
