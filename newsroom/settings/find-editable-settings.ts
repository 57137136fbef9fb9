import { ALL_LANGUAGES, inOwnLanguages, type Language } from '#i18n/languages';
import { AD_PLACES, type AdPlace, isAdPlace } from '#newsroom/settings/ad-places';
import type { EditableSettings, PlaceAds } from '#newsroom/settings/editable-settings';
import { listSocialLinks } from '#newsroom/settings/list-social-links';
import { database } from '#platform/database';

const NO_TEXTS = { name: '', tagline: '', reuseRule: '' };

/**
 * The site's settings in all languages, those that are off too, and when they were last changed, which a save has to know; null before there
 * are any.
 */
export async function findEditableSettings(): Promise<{ settings: EditableSettings; changedAt: Date } | null> {
  const [row, socialLinks] = await Promise.all([
    database().siteSettings.findUnique({
      where: { id: 1 },
      relationLoadStrategy: 'join',
      include: { texts: true },
    }),
    listSocialLinks(),
  ]);
  if (!row) return null;
  const { timeZone, foundedYear, columnSection, adsTxt, securityContact, indexNowKey, placeholderWords } = row;
  const textsIn = (language: Language) => {
    const { name, tagline, reuseRule } = row.texts.find((text) => text.language === language) ?? NO_TEXTS;
    return { name, tagline, reuseRule };
  };
  return {
    changedAt: row.changedAt,
    settings: {
      texts: Object.fromEntries(ALL_LANGUAGES.map(({ code }) => [code, textsIn(code)])) as EditableSettings['texts'],
      ...{ timeZone, foundedYear, columnSection, socialLinks, adsTxt, securityContact, indexNowKey },
      placeholderWords,
      hub: row.hubUrl,
    },
  };
}

/** The paper's own advertisements by place and language; those of places that no page has are left out. */
export async function listHouseAds(): Promise<Record<AdPlace, PlaceAds>> {
  const rows = await database().houseAd.findMany({
    select: { place: true, language: true, title: true, text: true, href: true },
  });
  const ads = Object.fromEntries(AD_PLACES.map((place) => [place, {}])) as Record<AdPlace, PlaceAds>;
  for (const { place, language, ...ad } of inOwnLanguages(rows)) if (isAdPlace(place)) ads[place][language] = ad;
  return ads;
}
