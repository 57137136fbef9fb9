import type { ArticleBody } from '#blocks/body';
import type { Language } from '#i18n/languages';
import type { Picture } from '#newsroom/media/picture';

// What is taken to another system: the site, and its stories one by one.

/**
 * A section, tag or author: other systems have one name for each, that in the site's first language. `names` has those
 * of all languages.
 */
export type ExportedTopic = {
  id: number;
  key: string;
  name: string;
  names: ReadonlyMap<string, string>;
  about: string;
};

export type ExportedSite = {
  /** Absolute, without a slash at the end. */
  origin: string;
  /** In whose words topics are named. */
  language: Language;
  name: string;
  tagline: string;
  /** IANA name. */
  timeZone: string;
  /** By id, in their order. */
  sections: ReadonlyMap<number, ExportedTopic>;
  tags: ReadonlyMap<number, ExportedTopic>;
  authors: ReadonlyMap<number, ExportedTopic>;
};

export type ExportedStory = {
  id: number;
  kind: string;
  section: number;
  tags: number[];
  /** In the order of the byline. */
  authors: number[];
  articles: ExportedArticle[];
};

export type ExportedArticle = {
  id: number;
  language: Language;
  slug: string;
  formerSlugs: string[];
  headline: string;
  standfirst: string;
  body: ArticleBody;
  source: string;
  /** As in the newsroom; what lies in the trash is not exported. */
  state: 'draft' | 'scheduled' | 'published' | 'withdrawn';
  /** When it was published or is due; null for a draft. */
  publishedAt: Date | null;
  changedAt: Date;
  /** What the text shows, and the lead picture, with their texts in the article's language. */
  pictures: Picture[];
  lead: Picture | null;
};

/** A page about the site, in one language. */
export type ExportedPage = { key: string; language: Language; title: string; body: ArticleBody; pictures: Picture[] };
