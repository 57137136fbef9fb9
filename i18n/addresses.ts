import { DEFAULT_LANGUAGE, type Language, languageOf } from '#i18n/languages';

// Every address of the reader's pages is made here, so that `arm` is written nowhere else.

/**
 * First parts of addresses after the language that are the site's own: no section and no page written in the newsroom
 * can have them. A type of page with a route of its own is added here; the sitemap has its address if this says so.
 */
export const SITE_ADDRESSES: Record<string, { inSitemap: boolean }> = {
  post: { inSitemap: false },
  tag: { inSitemap: false },
  author: { inSitemap: false },
  // Leads to the newest day.
  archive: { inSitemap: false },
  corrections: { inSitemap: true },
  search: { inSitemap: false },
  // Only where there are any.
  letters: { inSitemap: false },
  offline: { inSitemap: false },
  // What open pages of live blogs ask for.
  live: { inSitemap: false },
  notifications: { inSitemap: false },
  // Not in use after a language; kept free, since people and programs would take them for something else.
  admin: { inSitemap: false },
  api: { inSitemap: false },
  assets: { inSitemap: false },
  feed: { inSitemap: false },
  feeds: { inSitemap: false },
  media: { inSitemap: false },
};

export function frontAddress(language: Language): string {
  return `/${languageOf(language).path}`;
}

/** A part of many pages that the page cache puts into them. No reader can ask for it: `-` is in no address of theirs. */
export function fragmentAddress(
  language: Language,
  name: 'breaking' | 'column' | 'header' | 'footer' | 'sections' | `sections/${string}`,
): string {
  return `${frontAddress(language)}/-/${name}`;
}

/** The page for all addresses of a language where nothing is. No reader can ask for it either. */
export function notFoundAddress(language: Language = DEFAULT_LANGUAGE): string {
  return `${frontAddress(language)}/-/-`;
}

export function postAddress(language: Language, slug: string): string {
  return `${frontAddress(language)}/post/${slug}`;
}

/** Another page of a live blog, or one of its entries: `part` as newsroom/live/live-place.ts writes it. */
export function livePartAddress(language: Language, slug: string, part: string | number): string {
  return `${postAddress(language, slug)}${part === '' ? '' : `/${part}`}`;
}

/** What is newer in a live blog than a change: its number is put behind this. */
export function liveChangesAddress(language: Language, storyId: number): string {
  return `${frontAddress(language)}/live/${storyId}/`;
}

export function sectionAddress(language: Language, key: string, before?: string): string {
  return `${frontAddress(language)}/${key}${before ? `?before=${before}` : ''}`;
}

export function tagAddress(language: Language, key: string, before?: string): string {
  return `${frontAddress(language)}/tag/${key}${before ? `?before=${before}` : ''}`;
}

export function authorAddress(language: Language, key: string, before?: string): string {
  return `${frontAddress(language)}/author/${key}${before ? `?before=${before}` : ''}`;
}

/** Without a day: where the archive begins, which is wherever the newest day is. */
export function archiveAddress(language: Language, day?: string, before?: string): string {
  return `${frontAddress(language)}/archive${day ? `/${day}` : ''}${before ? `?before=${before}` : ''}`;
}

/** What the paper has put right. */
export function correctionsAddress(language: Language, before?: string): string {
  return `${frontAddress(language)}/corrections${before ? `?before=${before}` : ''}`;
}

/** What comes after a form about letters: it says what has happened. */
export const LETTER_STEPS = ['sent', 'confirmed', 'left', 'expired'] as const;

/** Where letters can be subscribed to, and what comes after that. */
export function lettersAddress(language: Language, step?: (typeof LETTER_STEPS)[number]): string {
  return `${frontAddress(language)}/letters${step ? `/${step}` : ''}`;
}

/** Steps of a reader's own, by what is in their letters: nobody else has these pages. */
export const OWN_LETTER_STEPS = ['again', 'confirm', 'manage'] as const;

/** The form once more, with what was typed (newsroom/letters/subscribers/sealed-form.ts). */
export function letterFormAddress(language: Language, sealed: string): string {
  return `${lettersAddress(language)}/again?form=${sealed}`;
}

export function letterConfirmAddress(language: Language, token: string): string {
  return `${lettersAddress(language)}/confirm?token=${token}`;
}

export function letterManageAddress(language: Language, token: string, isSaved = false): string {
  return `${lettersAddress(language)}/manage?token=${token}${isSaved ? '&saved=1' : ''}`;
}

/** Where readers' forms about letters go. */
export const LETTER_FORMS = {
  subscribe: '/api/letters/subscribe',
  confirm: '/api/letters/confirm',
  manage: '/api/letters/manage',
} as const;

/** What mail programs post to for somebody who wants no more (RFC 8058); opened, it leads to a page with a button. */
export function letterLeaveAddress(token: string): string {
  return `/api/letters/leave?token=${token}`;
}

/** Where programs report what came back. */
export const LETTER_REPORTS = '/api/letters/reports';

/** A page about the paper: about, contacts… */
export function pageAddress(language: Language, key: string): string {
  return `${frontAddress(language)}/${key}`;
}

/** What a reader without a connection is shown. */
export function offlineAddress(language: Language): string {
  return `${frontAddress(language)}/offline`;
}

/** Where readers choose what their browsers notify them of. */
export function notificationsAddress(language: Language): string {
  return `${frontAddress(language)}/notifications`;
}

/** Where a choice of language for `/` is handed in; nothing but that choice is kept. */
export const LANGUAGE_CHOICE_ADDRESS = '/';

/** What a search is for, by the names that the address has for it; what is not given is not in the address. */
export type SearchParameters = {
  q?: string;
  section?: string;
  from?: string;
  to?: string;
  order?: string;
  page?: number;
};

export function searchAddress(language: Language, parameters: SearchParameters = {}): string {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  const query = new URLSearchParams(given).toString();
  return `${frontAddress(language)}/search${query && `?${query}`}`;
}

/** Every list has its feeds, under its own address. */
export const FEED_FILES = { rss: 'feed.xml', atom: 'atom.xml', json: 'feed.json' } as const;
export type FeedFormat = keyof typeof FEED_FILES;

/** The feed of the list that is at an address of this file; without one, of the whole paper in all its languages. */
export function feedAddress(format: FeedFormat, list = ''): string {
  return `${list}/${FEED_FILES[format]}`;
}

export const SITEMAP_ADDRESS = '/sitemap.xml';
export const NEWS_SITEMAP_ADDRESS = '/news-sitemap.xml';

/** A part of the sitemap: `/sitemap/en-2026-11.xml`. */
export function sitemapAddress(part: string): string {
  return `/sitemap/${part}.xml`;
}

/** What a browser needs to install the paper as an app. */
export function manifestAddress(language: Language): string {
  return `${frontAddress(language)}/manifest.webmanifest`;
}

/** The podcast of a language. */
export const PODCAST_FILE = 'podcast.xml';

export function podcastAddress(language: Language): string {
  return `${frontAddress(language)}/${PODCAST_FILE}`;
}

/** The list of all feeds. */
export const OPML_ADDRESS = '/feeds.opml';

/** The description of the API (OpenAPI). */
export const API_DOCUMENT = '/api/v1/openapi.json';
