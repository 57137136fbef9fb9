import { inOwnLanguages, LANGUAGES, type Language } from '#i18n/languages';
import type { AdPlace, EditableSettings, PlaceAds } from '#newsroom/settings/editable-settings';
import type { HouseAd } from '#newsroom/settings/site-settings';
import { database } from '#platform/database';

const SILENT = { name: '', tagline: '', reuseRule: '' };

/**
 * The paper's settings in all languages, and when they were last changed, which a save has to know; null before it has
 * any.
 */
export async function findEditableSettings(): Promise<{ settings: EditableSettings; changedAt: Date } | null> {
  const row = await database().masthead.findUnique({
    where: { id: 1 },
    relationLoadStrategy: 'join',
    include: { texts: true },
  });
  if (!row) return null;
  const { timeZone, foundedYear, columnSection, adsTxt, securityContact, indexNowKey } = row;
  const wordsIn = (language: Language) => {
    const { name, tagline, reuseRule } = row.texts.find((text) => text.language === language) ?? SILENT;
    return { name, tagline, reuseRule };
  };
  return {
    changedAt: row.changedAt,
    settings: {
      words: Object.fromEntries(LANGUAGES.map(({ code }) => [code, wordsIn(code)])) as EditableSettings['words'],
      ...{ timeZone, foundedYear, columnSection, adsTxt, securityContact, indexNowKey },
      hub: row.hubUrl,
      links: {
        x: row.xUrl,
        youtube: row.youtubeUrl,
        instagram: row.instagramUrl,
        facebook: row.facebookUrl,
        telegram: row.telegramUrl,
        appStore: row.appStoreUrl,
        googlePlay: row.googlePlayUrl,
      },
    },
  };
}

/** The paper's own advertisements by place and language. */
export async function listHouseAds(): Promise<Record<AdPlace, PlaceAds>> {
  const rows = await database().houseAd.findMany({
    select: { place: true, language: true, title: true, text: true, href: true },
  });
  const ads: Record<AdPlace, Partial<Record<Language, HouseAd>>> = { top: {}, story: {}, column: {}, front: {} };
  for (const { place, language, ...ad } of inOwnLanguages(rows)) ads[place][language] = ad;
  return ads;
}
