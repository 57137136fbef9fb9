import { LANGUAGES, type Language } from '#i18n/languages';
import { type Refusal, refuse } from '#newsroom/result';
import type { HouseAd } from '#newsroom/settings/site-settings';

/** What the paper says of itself in a language. */
type SiteTexts = { name: string; tagline: string; reuseRule: string };

/** The site's settings in all languages, without the paper's own advertisements and pages. */
export type EditableSettings = {
  texts: Record<Language, SiteTexts>;
  timeZone: string;
  foundedYear: number;
  /** Key of the section whose latest stands beside every story. */
  columnSection: string;
  /** Addresses where the paper can be followed, in the order of the header. */
  socialLinks: string[];
  hub: string | null;
  adsTxt: string;
  securityContact: string | null;
  indexNowKey: string | null;
  /** What writers leave in a text for what is still to come; none where nothing is looked for. */
  placeholderWords: string[];
};

export const DEFAULT_PLACEHOLDER_WORDS: readonly string[] = ['TK', 'ՏԿ'];
const PLACEHOLDER_WORDS_AT_MOST = 20;
const PLACEHOLDER_WORD_LENGTH = 20;

/** Its value `field` is the field of the form, or the address of a social network. */
export type SettingProblem = Refusal<'missing' | 'invalid'>;

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

/** A single letter would be found in every text, and brackets belong to those around the word. */
function isPlaceholderWord(word: string): boolean {
  return (
    /^[^\s,[\]\p{C}]{2,}$/u.test(word) &&
    /[^\p{N}\p{P}]|[?!#*]/u.test(word) &&
    [...word].length <= PLACEHOLDER_WORD_LENGTH
  );
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
 * What of the settings cannot be, and in which field of the form it stands (a social network is named by its address);
 * undefined where all is well. `year` is the present one.
 */
export function settingProblem(settings: EditableSettings, year: number): SettingProblem | undefined {
  const { texts, socialLinks, timeZone, foundedYear, hub, securityContact, indexNowKey, placeholderWords } = settings;
  const nameless = LANGUAGES.find(({ code }) => texts[code].name.trim() === '');
  if (nameless) return refuse('missing', 'field', { field: `name.${nameless.code}` });
  if (!isTimeZone(timeZone)) return refuse('invalid', 'timeZone');
  if (!Number.isInteger(foundedYear) || foundedYear < 1600 || foundedYear > year) return refuse('invalid', 'year');
  const unsafe = socialLinks.find((url) => !isSafeLink(url));
  if (unsafe !== undefined) return refuse('invalid', 'url', { field: unsafe });
  if (hub !== null && !isSafeLink(hub)) return refuse('invalid', 'url', { field: 'hub' });
  if (securityContact !== null && !isContact(securityContact))
    return refuse('invalid', 'url', { field: 'securityContact' });
  if (indexNowKey !== null && !/^[A-Za-z0-9-]{8,128}$/.test(indexNowKey)) return refuse('invalid', 'indexNowKey');
  const unfit = placeholderWords.find((word) => !isPlaceholderWord(word));
  if (unfit !== undefined)
    return refuse('invalid', 'placeholderWord', { word: unfit.slice(0, 40), max: PLACEHOLDER_WORD_LENGTH });
  if (placeholderWords.length > PLACEHOLDER_WORDS_AT_MOST)
    return refuse('invalid', 'placeholderWords', { max: PLACEHOLDER_WORDS_AT_MOST });
  return undefined;
}

/** Advertisements of one place; a language without one is left out. */
export type PlaceAds = Partial<Record<Language, HouseAd>>;

/** Why an advertisement is refused, with its language in `field`; undefined where all of them are valid. */
export function adProblem(ads: PlaceAds): SettingProblem | undefined {
  for (const [language, { title, text, href }] of Object.entries(ads) as [Language, HouseAd][]) {
    if (title.trim() === '' || text.trim() === '') return refuse('missing', 'adText', { field: language });
    if (!isAdLink(href)) return refuse('invalid', 'url', { field: language });
  }
  return undefined;
}
