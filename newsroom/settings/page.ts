import type { Language } from '#i18n/languages';

/** A page about the paper, as lists name it. Its key is the first part of its address after the language. */
export type PageLink = { key: string; title: string; inFooter: boolean };

/** A page about the paper as readers have it in a language. */
export type Page = {
  key: string;
  title: string;
  description: string;
  /** Blocks as they are stored; parseBody (blocks/body.ts) reads them. */
  body: unknown;
  changedAt: Date;
  /** The languages in which it has a text. */
  languages: Language[];
};

/** Title and description of a page by language; a language is left out in which it has none. */
export type PageTexts = Partial<Record<Language, { title: string; description: string }>>;

/** A page about the paper as the newsroom has it. */
export type EditablePage = {
  key: string;
  inFooter: boolean;
  changedAt: Date;
  texts: PageTexts;
  /** The languages in which it has a text, which is where readers have it. */
  languages: Language[];
};

/** In which language pageTitle is; null where it is the key. */
export function pageTitleLanguage({ texts }: Pick<EditablePage, 'texts'>, language: Language): Language | null {
  return texts[language] ? language : ((Object.keys(texts)[0] as Language | undefined) ?? null);
}

/** The title in a language, else in any; the key where there is none. */
export function pageTitle({ key, texts }: Pick<EditablePage, 'key' | 'texts'>, language: Language): string {
  return texts[language]?.title ?? Object.values(texts)[0]?.title ?? key;
}
