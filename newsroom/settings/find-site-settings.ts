import { DEFAULT_LANGUAGE, type Language } from '#i18n/languages';
import { EMPTY_SITE_SETTINGS, type HouseAds, type SiteSettings } from '#newsroom/settings/site-settings';
import { database } from '#platform/database';

/**
 * The paper's name, links, rules and own advertisements in one language; a nameless one before anyone has set them.
 * In a language in which it has not been named yet, it has the name that it has in another.
 */
export async function findSiteSettings(language: Language): Promise<SiteSettings> {
  const [row, ads] = await Promise.all([
    database().masthead.findUnique({
      where: { id: 1 },
      relationLoadStrategy: 'join',
      include: { texts: { orderBy: { language: 'asc' } } },
    }),
    database().houseAd.findMany({ where: { language }, select: { place: true, title: true, text: true, href: true } }),
  ]);
  if (!row) return EMPTY_SITE_SETTINGS;
  const words = row.texts.find((text) => text.language === language);
  const others = row.texts.find((text) => text.language === DEFAULT_LANGUAGE) ?? row.texts[0];
  return {
    name: words?.name ?? others?.name ?? EMPTY_SITE_SETTINGS.name,
    tagline: words?.tagline ?? '',
    reuseRule: words?.reuseRule ?? '',
    timeZone: row.timeZone,
    foundedYear: row.foundedYear,
    columnSection: row.columnSection,
    links: {
      x: row.xUrl,
      youtube: row.youtubeUrl,
      instagram: row.instagramUrl,
      facebook: row.facebookUrl,
      telegram: row.telegramUrl,
      appStore: row.appStoreUrl,
      googlePlay: row.googlePlayUrl,
    },
    ads: Object.fromEntries(ads.map(({ place, ...ad }) => [place, ad])) as HouseAds,
  };
}
