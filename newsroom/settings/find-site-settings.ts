import { DEFAULT_LANGUAGE, type Language } from '#i18n/languages';
import { isAdPlace } from '#newsroom/settings/ad-places';
import { listSocialLinks } from '#newsroom/settings/list-social-links';
import { type Look, siteFileAddress } from '#newsroom/settings/look';
import { EMPTY_SITE_SETTINGS, type HouseAds, type SiteSettings } from '#newsroom/settings/site-settings';
import { SITE } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/**
 * The paper's name, links, rules and own advertisements in one language; a nameless one before anyone has set them.
 * In a language in which it has not been named yet, it has the name that it has in another.
 */
export async function findSiteSettings(language: Language): Promise<SiteSettings> {
  dependOn(SITE);
  const [row, socialLinks, ads] = await Promise.all([
    database().siteSettings.findUnique({
      where: { id: 1 },
      relationLoadStrategy: 'join',
      include: { texts: { orderBy: { language: 'asc' } }, lightLogo: WITHOUT_CONTENT, darkLogo: WITHOUT_CONTENT },
    }),
    listSocialLinks(),
    database().houseAd.findMany({ where: { language }, select: { place: true, title: true, text: true, href: true } }),
  ]);
  if (!row) return EMPTY_SITE_SETTINGS;
  const texts = row.texts.find((text) => text.language === language);
  const others = row.texts.find((text) => text.language === DEFAULT_LANGUAGE) ?? row.texts[0];
  const { timeZone, foundedYear, columnSection } = row;
  const shown = ads.flatMap(({ place, ...ad }) => (isAdPlace(place) ? [[place, ad] as const] : []));
  return {
    name: texts?.name ?? others?.name ?? EMPTY_SITE_SETTINGS.name,
    ...{ tagline: texts?.tagline ?? '', reuseRule: texts?.reuseRule ?? '' },
    ...{ timeZone, foundedYear, columnSection, socialLinks },
    ads: Object.fromEntries(shown) satisfies HouseAds,
    look: lookOf(row),
  };
}

const WITHOUT_CONTENT = { select: { name: true, type: true, width: true, height: true } } as const;

type StoredPicture = { name: string; type: string; width: number; height: number };

/** How the site looks, of its row with its logos. */
function lookOf(row: {
  accentLight: string | null;
  accentDark: string | null;
  lightLogo: StoredPicture | null;
  darkLogo: StoredPicture | null;
  icon: string | null;
}): Look {
  const picture = (file: StoredPicture | null) => {
    if (!file) return null;
    const { name, ...rest } = file;
    return { path: siteFileAddress(name), ...rest };
  };
  return {
    accent: row.accentLight && row.accentDark ? { light: row.accentLight, dark: row.accentDark } : null,
    logo: picture(row.lightLogo),
    darkLogo: picture(row.darkLogo),
    icon: row.icon,
  };
}
