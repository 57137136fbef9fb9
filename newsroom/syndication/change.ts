import type { Language } from '#i18n/languages';

/** Something that readers may see changed. */
export type Change =
  /** An article came, changed or went; whatever its language's pages list may show it. */
  | { concerns: 'article'; language: Language; slug: string }
  /** Another language version of the article's story did; only its own page tells of that. */
  | { concerns: 'translation'; language: Language; slug: string }
  /** A language's front page is laid out otherwise. */
  | { concerns: 'front'; language: Language }
  /** The paper's frame, topics or pictures, or more articles at once than one would name. */
  | { concerns: 'paper' };
