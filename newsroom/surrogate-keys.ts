import { LANGUAGE_CODES, type Language } from '#i18n/languages';

// Names of what answers are made from. Whoever reads from the database for readers says them (platform/reads.ts); the
// triggers of the outbox say them when something changes (prisma/migrations/20261129100000_surrogate_keys and later
// ones). Docs: docs/surrogate-keys.md.

/** Whatever was made before: after a change of more things than one would name. */
export const EVERYTHING = 'everything';

/** The frame round every page: settings, sections, pages about the paper. */
export const SITE = 'site';

/** All parts of the sitemap and its index. */
export const SITEMAP = 'sitemap';

/** The text of an article: its own page, and where it is given whole. */
export const articleKey = (id: number) => `article-${id}`;

/** What lists show of an article. */
export const cardKey = (id: number) => `card-${id}`;

/** A picture of the library where it is shown: how it is cut, and its words. */
export const pictureKey = (id: string) => `picture-${id}`;

/** The addresses of posts with this last part, in any language. */
export const postKey = (slug: string) => `post-${slug}`;

/** Which language versions a story has. */
export const storyKey = (storyId: number) => `story-${storyId}`;

/** What a story's page offers to read next. */
export const onwardKey = (storyId: number, language: Language) => `onward-${storyId}-${language}`;

/** The entries of a live blog in a language, and whether it goes on. */
export const liveKey = (storyId: number, language: Language) => `live-${storyId}-${language}`;

/** An entry of a live blog: its own page. */
export const entryKey = (entryId: number) => `entry-${entryId}`;

/** The newest articles of a language. */
export const latestKey = (language: Language) => `latest-${language}`;

/** The same in all languages. */
export const latestKeys = () => LANGUAGE_CODES.map(latestKey);

/** A list of articles. */
export const listKey = (of: 'section' | 'tag' | 'author', key: string, language: Language) =>
  `${of}-${key}-${language}`;

/** The name of a tag or author, or that there is none. */
export const nameKey = (of: 'tag' | 'author', key: string) => `name-${of}-${key}`;

/** The front page as it is laid out. */
export const frontKey = (language: Language) => `front-${language}`;

/** What is breaking news. */
export const breakingKey = (language: Language) => `breaking-${language}`;

/** Which tags stories have, other than those listed under them. */
export const topicsKey = (language: Language) => `topics-${language}`;

/** The list of corrections. */
export const correctionsKey = (language: Language) => `corrections-${language}`;

/** The podcast of a language. */
export const podcastKey = (language: Language) => `podcast-${language}`;

/** Articles by the months of UTC from `from` to just before `before`. */
export function monthKeys(language: Language, from: Date, before: Date): string[] {
  const keys: string[] = [];
  const month = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth()));
  for (; month < before; month.setUTCMonth(month.getUTCMonth() + 1))
    keys.push(`month-${month.toISOString().slice(0, 7)}-${language}`);
  return keys;
}

const DAY_MS = 86_400_000;

/** The same for days of whatever time zone: UTC's months that they may reach into. */
export function monthKeysNear(language: Language, from: Date, before: Date): string[] {
  return monthKeys(language, new Date(from.getTime() - DAY_MS), new Date(before.getTime() + DAY_MS));
}
