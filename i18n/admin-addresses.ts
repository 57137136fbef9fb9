// Addresses of the newsroom: in no language, for what a person reads there is their own choice.

export const ADMIN = '/admin';
export const SIGN_IN = '/admin/sign-in';
export const TWO_FACTOR = '/admin/two-factor';
export const FORGOT_PASSWORD = '/admin/forgot-password';
export const ARTICLES = '/admin/articles';
/** Where tags to file a story under are found. */
export const FIND_TAGS = '/admin/articles/tags';
export const TRANSLATIONS = '/admin/translations';
export const PICTURES = '/admin/pictures';
/** Where a picture's file is sent to. */
export const UPLOAD = '/admin/pictures/upload';
export const FIND_PICTURES = '/admin/pictures/find';
export const FRONT = '/admin/front';
export const BREAKING = '/admin/breaking';
/** Where a story is made breaking news. */
export const breakingAddress = (articleId: number) => `${BREAKING}?article=${articleId}`;
export const TOPICS = '/admin/topics';
export const SETTINGS = '/admin/settings';
/** Logo, icon and accent colour. */
export const APPEARANCE = '/admin/settings/appearance';
/** Menus of header and footer. */
export const LANGUAGE_SETTINGS = '/admin/settings/languages';
export const MENU_SETTINGS = '/admin/settings/menus';

export function menuItemAddress(id: number): string {
  return `${MENU_SETTINGS}/${id}`;
}

/** What a site begins with, while nobody has chosen it. */
export const SETUP = '/admin/setup';
export const HOUSE_ADS = '/admin/settings/ads';
export const SITE_PAGES = '/admin/settings/pages';
/** Where the demo is removed. */
export const DEMO = '/admin/settings/demo';
export const REDIRECTS = '/admin/settings/redirects';
export const UNANSWERED = '/admin/settings/redirects/unanswered';
export const REDIRECT_FILES = '/admin/settings/redirects/import';
/** All redirects as a file. */
export const EXPORT_REDIRECTS = '/admin/settings/redirects/export';

/** Tokens of other programs. */
export const API_TOKENS = '/admin/settings/api';
/** Other sites that are told of stories. */
export const BACKUPS = '/admin/settings/backups';
/** Caches in front that are told what has changed. */
export const CDN_SETTINGS = '/admin/settings/cdn';
/** Whether readers are notified by their browsers. */
export const PUSH_SETTINGS = '/admin/settings/notifications';
export const WEBHOOKS = '/admin/settings/webhooks';

/** How letters to readers are sent. */
export const LETTER_SETTINGS = '/admin/settings/letters';

/** Letters to readers: those to come and those that were sent. */
export const LETTERS = '/admin/letters';
/** Who gets them. */
export const SUBSCRIBERS = '/admin/letters/subscribers';
export const EXPORT_SUBSCRIBERS = '/admin/letters/subscribers/export';

export function letterAddress(id: number): string {
  return `${LETTERS}/${id}`;
}

/** A letter as a mail program shows it by day or by night, or as plain text. */
export function letterPreviewAddress(id: number, look: 'light' | 'dark' | 'text'): string {
  return `${letterAddress(id)}/preview?look=${look}`;
}

/** Whether that is at a path. */
export function isLetterPreview(path: string): boolean {
  return /^\/admin\/letters\/\d+\/preview$/.test(path);
}

/** Letters from just before one on. */
export function lettersBeforeAddress(before: { dueAt: Date; id: number }): string {
  return `${LETTERS}?before=${before.dueAt.getTime()}-${before.id}`;
}

/** Subscribers whose address begins so, from just before one on. */
export function subscribersAddress(asked: { matching?: string; before?: string } = {}): string {
  return SUBSCRIBERS + queryOf({ ...asked });
}

export function subscriberAddress(id: string): string {
  return `${SUBSCRIBERS}/${id}`;
}

/** Where readers are told of stories. */
export const CHANNELS = '/admin/settings/channels';

/** Which deliveries are listed (newsroom/deliveries/list-deliveries.ts), from just before one on. */
type DeliveriesAsked = { show?: string | undefined; before?: string };

/** A channel with what was sent to it. */
export function channelAddress(id: number, asked: DeliveriesAsked = {}): string {
  return `${CHANNELS}/${id}${queryOf({ ...asked })}`;
}

/** Which personal data is kept, and what there is of one person. */
export const PRIVACY = '/admin/settings/privacy';

/** What is kept about a person, whose address is written so that no log has it (newsroom/privacy/sealed-email.ts). */
export function privacyPersonAddress(sealed: string): string {
  return `${PRIVACY}/${sealed}`;
}

/** The same as a file. */
export function privacyExportAddress(sealed: string): string {
  return `${privacyPersonAddress(sealed)}/export`;
}

/** A webhook with its messages. */
export function webhookAddress(id: number, asked: DeliveriesAsked = {}): string {
  return `${WEBHOOKS}/${id}${queryOf({ ...asked })}`;
}

/** Exports of other systems are moved in here. */
export const IMPORTS = '/admin/import';
/** Where an export is sent to. */
export const IMPORT_UPLOAD = '/admin/import/upload';

/** The whole site, and lists, as files. */
export const EXPORTS = '/admin/export';

export function exportAddress(file: string): string {
  return `${EXPORTS}/${file}`;
}

export function importAddress(id: number): string {
  return `${IMPORTS}/${id}`;
}

/** The items of an import that ended so, from just after one on. */
export function importItemsAddress(
  id: number,
  { outcome, reason, after }: { outcome?: string | undefined; reason?: string | undefined; after?: number } = {},
): string {
  return `${importAddress(id)}/items${queryOf({ outcome, reason, after: after === undefined ? undefined : String(after) })}`;
}

/** What an item of an import was beside what it becomes. */
export function importPreviewAddress(id: number, position: number): string {
  return `/admin/preview/import/${id}/${position}`;
}

/** A list of redirects, or with `from` the form for a new one, in which that old address stands. */
export function redirectsAddress(parameters: { matching?: string; before?: number; from?: string } = {}): string {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  const query = new URLSearchParams(given).toString();
  return `${REDIRECTS}${query && `?${query}`}`;
}

export function redirectAddress(id: number): string {
  return `${REDIRECTS}/${id}`;
}

/** A page about the paper in the newsroom; with a language, where its text is written. */
export function sitePageAddress(key: string, language?: string): string {
  return `${SITE_PAGES}/${key}${language ? `/${language}` : ''}`;
}

/** What agencies have sent. */
export const WIRE = '/admin/wire';
/** From where it is taken. */
export const SOURCES = '/admin/sources';

/** Items by a filter (newsroom/wire/wire-filter.ts), from just after a place on. */
export function wireAddress(filter: Record<string, string | undefined> = {}): string {
  return WIRE + queryOf(filter);
}

/** An item, or what one of its versions says. */
export function wireItemAddress(id: number, version?: number): string {
  return `${WIRE}/${id}${queryOf({ version: version === undefined ? undefined : String(version) })}`;
}

/** The newest version of an item beside the article that was made from an older one. */
export function wireComparisonAddress(id: number, articleId: number): string {
  return `${WIRE}/${id}/compare/${articleId}`;
}

/** The newest version of an item beside the entry of a live blog that was made from an older one. */
export function entryComparisonAddress(id: number, entryId: number): string {
  return `${WIRE}/${id}/compare/entry/${entryId}`;
}

export function sourceAddress(id: number): string {
  return `${SOURCES}/${id}`;
}

export const PEOPLE = '/admin/people';
export const ACCOUNT = '/admin/account';
export const ACTIVITY = '/admin/activity';
export const TRASH = '/admin/trash';

/**
 * Where a link that lets somebody in once leads. The token is in the path: a fragment would need a script, a query
 * would be in Referer headers.
 */
export function accountLinkAddress(token: string): string {
  return `/admin/account-link/${token}`;
}

export function editAddress(articleId: number): string {
  return `${ARTICLES}/${articleId}`;
}

/** Where the entries of a live blog are written, in a language, beside what they are in another; from an entry on. */
export function liveDeskAddress(
  storyId: number,
  asked: { language?: string; beside?: string | undefined; before?: number | null } = {},
): string {
  const { before, ...rest } = asked;
  return `/admin/live/${storyId}${queryOf({ ...rest, before: before ? String(before) : undefined })}`;
}

/** An entry on that page. */
export function liveEntryAddress(
  storyId: number,
  { entryId, language }: { entryId: number; language: string },
): string {
  return `${liveDeskAddress(storyId, { language })}#entry-${entryId}`;
}

export function pictureAddress(id: string): string {
  return `${PICTURES}/${id}`;
}

export function previewAddress(articleId: number): string {
  return `/admin/preview/${articleId}`;
}

/** What somebody without an account may read a draft by. */
export function sharedPreviewAddress(token: string): string {
  return `/admin/guest/${token}`;
}

export function revisionsAddress(articleId: number, version?: number): string {
  return `${editAddress(articleId)}/revisions${version === undefined ? '' : `/${version}`}`;
}

/** Source and translation side by side. */
export function sideBySideAddress(articleId: number): string {
  return `${editAddress(articleId)}/side-by-side`;
}

/**
 * A language's front page on the desk: as it is, or with a `layout` (newsroom/fronts/placement.ts) that somebody made
 * out of its `version`.
 */
export function frontLayoutAddress(asked: {
  language: string;
  version?: string;
  layout?: string;
  q?: string;
  saved?: string;
}): string {
  return FRONT + draftQuery(asked);
}

/** The front page as readers will see it with that layout. */
export function frontPreviewAddress(asked: { language: string; layout: string }): string {
  return `/admin/preview/front${draftQuery(asked)}`;
}

/** A layout without a story is one too. */
function draftQuery({
  layout,
  ...others
}: { layout?: string | undefined } & Record<string, string | undefined>): string {
  return queryOf(others) + (layout === undefined ? '' : `&layout=${encodeURIComponent(layout)}`);
}

/** The list of sections, tags or authors: of a kind of topics (newsroom/topics/editable-topic.ts). */
export function topicsAddress(kind: string, { matching, after }: { matching?: string; after?: string } = {}): string {
  return `${TOPICS}/${kind}${queryOf({ matching, after })}`;
}

export function topicAddress(kind: string, key: string): string {
  return `${TOPICS}/${kind}/${key}`;
}

export function newTopicAddress(kind: string): string {
  return `${TOPICS}/new/${kind}`;
}

/** The activity log with a filter (newsroom/audit/audit-filter.ts), from just after an entry on. */
export function activityAddress(filter: Record<string, string | undefined>): string {
  return ACTIVITY + queryOf(filter);
}

function queryOf(parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

/**
 * A page of the newsroom as somebody asked for it, or the desk: nothing that somebody else has put into a link is gone
 * on to.
 */
export function adminAddressOr(asked: string): string {
  const address = URL.canParse(asked, 'http://desk') ? new URL(asked, 'http://desk') : null;
  const isInside = address?.host === 'desk' && /^\/admin(\/|$)/.test(address.pathname);
  return isInside && address.pathname !== SIGN_IN ? address.pathname + address.search : ADMIN;
}
