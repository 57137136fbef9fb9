import { NEWS_SITEMAP_ADDRESS, SITEMAP_ADDRESS, searchAddress } from '#i18n/addresses';
import { LANGUAGES } from '#i18n/languages';
import { publicUrl } from '#platform/env';
import { text } from '../text.ts';

/** Everything may be read by everyone, but what is no page (RFC 9309). */
export function GET(request: Request): Response {
  const closed = ['/admin', '/api/', ...LANGUAGES.map(({ code }) => searchAddress(code))];
  return text(request, [
    'User-agent: *',
    ...closed.map((address) => `Disallow: ${address}`),
    '',
    `Sitemap: ${publicUrl()}${SITEMAP_ADDRESS}`,
    `Sitemap: ${publicUrl()}${NEWS_SITEMAP_ADDRESS}`,
  ]);
}
