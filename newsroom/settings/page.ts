import type { Language } from '#i18n/languages';

/**
 * The pages about the paper itself, in the order of the footer. Each key is the first part of an address after the
 * language.
 */
export const PAGE_KEYS = ['about', 'contacts', 'advertising', 'privacy', 'rules'] as const;
export type PageKey = (typeof PAGE_KEYS)[number];

export type PageLink = { key: PageKey; title: string };

export type Page = PageLink & {
  description: string;
  /** Blocks as they are stored; parseBody (blocks/body.ts) reads them. */
  body: unknown;
  changedAt: Date;
  /** The languages that the page is written in. */
  languages: Language[];
};

export function isPageKey(key: string): key is PageKey {
  return (PAGE_KEYS as readonly string[]).includes(key);
}
