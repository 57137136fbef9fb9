import { frontAddress } from '#i18n/addresses';
import { languageAtPath } from '#i18n/languages';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { ICON_SIZES, type IconSize, iconAddress } from '#newsroom/settings/look';
import { conditional, guarded, notAllowed } from '../../../api/answer.ts';
import { absent } from '../../sitemaps.ts';

/**
 * What a browser needs to install the paper as an app, in each language one of its own (W3C Web Application Manifest).
 */
export const GET = guarded(async (request, { params }: { params: Promise<{ locale: string }> }) => {
  const language = languageAtPath((await params).locale)?.code;
  if (!language) return absent();
  const { name, tagline, look } = await findSiteSettings(language);
  const icon = (size: IconSize, purpose = 'any') => ({
    src: iconAddress(look, size, `/icon-${size}.png`),
    sizes: `${ICON_SIZES[size]}x${ICON_SIZES[size]}`,
    type: 'image/png',
    purpose,
  });
  const manifest = {
    id: frontAddress(language),
    name,
    short_name: name,
    description: tagline,
    lang: language,
    dir: 'ltr',
    start_url: frontAddress(language),
    scope: '/',
    display: 'standalone',
    background_color: '#fffefb',
    theme_color: '#fffefb',
    categories: ['news'],
    icons: [
      ...(look.icon ? [] : [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }]),
      icon('192'),
      icon('512'),
      icon('maskable-512', 'maskable'),
    ],
  };
  return conditional(request, JSON.stringify(manifest), { 'content-type': 'application/manifest+json; charset=utf-8' });
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
