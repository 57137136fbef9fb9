import type { Language } from '#i18n/languages';

/** Something that readers may see changed. */
export type Change = {
  /** Surrogate keys of what was made from it (newsroom/surrogate-keys.ts). */
  keys: readonly string[];
  /** Number of the transaction that changed it: PostgreSQL's 64-bit one, which never comes again. */
  transaction: number;
} & (
  | /** An article came, changed or went. */ { concerns: 'article'; language: Language; slug: string }
  /** Another language version of the article's story did. */
  | { concerns: 'translation'; language: Language; slug: string }
  /** Entries of a live blog are others; its keys say which. */
  | { concerns: 'live'; language: Language }
  /** A language's front page is laid out otherwise. */
  | { concerns: 'front'; language: Language }
  /** The site's frame or its topics, or more articles at once than one would name. */
  | { concerns: 'paper' }
  /** What old addresses lead to is another. */
  | { concerns: 'redirect' }
);
