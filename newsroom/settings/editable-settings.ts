import { LANGUAGES, type Language } from '#i18n/languages';
import { FOLLOW_LINKS, type FollowLink, type HouseAd } from '#newsroom/settings/site-settings';

/** What the paper says of itself in a language. */
type SiteTexts = { name: string; tagline: string; reuseRule: string };

/** Everything that the paper has settled about itself, in all languages, but its own advertisements and pages. */
export type EditableSettings = {
  words: Record<Language, SiteTexts>;
  timeZone: string;
  foundedYear: number;
  /** Key of the section whose latest stands beside every story. */
  columnSection: string;
  links: Record<FollowLink, string | null>;
  hub: string | null;
  adsTxt: string;
  securityContact: string | null;
  indexNowKey: string | null;
};

export type SettingProblem = {
  why: 'no-name' | 'bad-zone' | 'bad-year' | 'unsafe-link' | 'bad-index-now-key';
  field: string;
};

/** A link that may stand on every page: https, to a host, with no password in it. */
export function isSafeLink(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return protocol === 'https:' && username === '' && password === '';
}

/** Where an advertisement of the house may lead: a safe link, or an address of this site from its root on. */
export function isAdLink(value: string): boolean {
  if (isSafeLink(value)) return true;
  const here = 'https://here.invalid';
  return value.startsWith('/') && URL.canParse(value, here) && new URL(value, here).origin === here;
}

function isContact(value: string): boolean {
  return isSafeLink(value) || /^mailto:[^\s@:/?]+@[^\s@:/?]+\.[^\s@:/?]+$/.test(value);
}

/** Whether this is the name of a time zone. Offsets are not: PostgreSQL reads them the other way round. */
export function isTimeZone(value: string): boolean {
  if (!/^[A-Z][A-Za-z_]*(\/[A-Za-z0-9_+-]+)*$/.test(value)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
}

/**
 * What of the settings cannot be, and in which field of the form it stands; undefined where all is well. `year` is the
 * present one.
 */
export function settingProblem(settings: EditableSettings, year: number): SettingProblem | undefined {
  const { words, links, timeZone, foundedYear, hub, securityContact, indexNowKey } = settings;
  const nameless = LANGUAGES.find(({ code }) => words[code].name.trim() === '');
  if (nameless) return { why: 'no-name', field: `name.${nameless.code}` };
  if (!isTimeZone(timeZone)) return { why: 'bad-zone', field: 'timeZone' };
  if (!Number.isInteger(foundedYear) || foundedYear < 1600 || foundedYear > year)
    return { why: 'bad-year', field: 'foundedYear' };
  const unsafe = FOLLOW_LINKS.find((name) => links[name] !== null && !isSafeLink(links[name]));
  if (unsafe) return { why: 'unsafe-link', field: unsafe };
  if (hub !== null && !isSafeLink(hub)) return { why: 'unsafe-link', field: 'hub' };
  if (securityContact !== null && !isContact(securityContact)) return { why: 'unsafe-link', field: 'securityContact' };
  if (indexNowKey !== null && !/^[A-Za-z0-9-]{8,128}$/.test(indexNowKey))
    return { why: 'bad-index-now-key', field: 'indexNowKey' };
  return undefined;
}

export const AD_PLACES = ['top', 'story', 'column', 'front'] as const;
export type AdPlace = (typeof AD_PLACES)[number];

/** Advertisements of one place; a language without one is left out. */
export type PlaceAds = Partial<Record<Language, HouseAd>>;

/** What of an advertisement cannot be, and in which language; undefined where all is well. */
export function adProblem(ads: PlaceAds): { why: 'incomplete' | 'unsafe-link'; language: Language } | undefined {
  for (const [language, { title, text, href }] of Object.entries(ads) as [Language, HouseAd][]) {
    if (title.trim() === '' || text.trim() === '') return { why: 'incomplete', language };
    if (!isAdLink(href)) return { why: 'unsafe-link', language };
  }
  return undefined;
}
