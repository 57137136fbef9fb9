import type { Language } from '#i18n/languages';
import { isAdPlace } from '#newsroom/settings/ad-places';
import { listSocialLinks } from '#newsroom/settings/list-social-links';
import { EMPTY_SITE_SETTINGS, type HouseAds, type SiteSettings } from '#newsroom/settings/site-settings';
import { database } from '#platform/database';

/** The paper's name, links, rules and own advertisements in one language; a nameless one before anyone has set them. */
export async function findSiteSettings(language: Language): Promise<SiteSettings> {
  const [row, socialLinks, ads] = await Promise.all([
    database().siteSettings.findUnique({
      where: { id: 1 },
      relationLoadStrategy: 'join',
      include: { texts: { where: { language } } },
    }),
    listSocialLinks(),
    database().houseAd.findMany({ where: { language }, select: { place: true, title: true, text: true, href: true } }),
  ]);
  const texts = row?.texts[0];
  if (!row || !texts) return EMPTY_SITE_SETTINGS;
  const { timeZone, foundedYear, columnSection } = row;
  const { name, tagline, reuseRule } = texts;
  const shown = ads.flatMap(({ place, ...ad }) => (isAdPlace(place) ? [[place, ad] as const] : []));
  return {
    ...{ name, tagline, reuseRule, timeZone, foundedYear, columnSection, socialLinks },
    ads: Object.fromEntries(shown) satisfies HouseAds,
  };
}
