import type { Language } from '#i18n/languages';

/** What sitemaps tell of an article. */
export type SitemapEntry = {
  id: number;
  language: Language;
  slug: string;
  publishedAt: Date;
  /** Last change worth telling of; the publication where there was none. */
  changedAt: Date;
  lead: { id: string; cut: string; width: number; height: number } | null;
};

/** What a news sitemap tells besides. */
export type NewsEntry = SitemapEntry & {
  headline: string;
  /** The paper's name as its pages in the language show it. */
  publication: string;
};
