import type { FontPartName } from '#i18n/fonts';

/** Everything that the code knows of a language. One file beside this one for each; i18n/languages.ts lists them. */
export type LanguageRecord = {
  /** ISO 639-1: what machines read. */
  code: string;
  /** First part of every address in this language. */
  path: string;
  /** What the language switch shows. */
  label: string;
  /** The language's own name for itself. */
  name: string;
  /** What a link to a story in this language says. */
  readHere: string;
  /** BCP 47 tag for dates and numbers. */
  format: string;
  openGraph: string;
  /** Unicode's name of its script. */
  script: string;
  /** Parts of our typefaces (i18n/fonts.ts) that it is written with, besides `common`; first the one of most letters. */
  fonts: readonly FontPartName[];
  /** Whether it is on where neither LANGUAGES nor the settings say which are. */
  isOnByDefault: boolean;
  /** Whether the newsroom itself can be shown in it: messages/newsroom has a file. */
  hasNewsroomMessages: boolean;
  /** Words a minute of silent reading. */
  wordsPerMinute: number;
  punctuation: Punctuation;
  search: {
    /** PostgreSQL's text search configuration; `simple` where it has none. */
    configuration: string;
    /** What nouns may end in, longest or shortest first, for finding other forms of names. */
    wordEndings: readonly string[];
    /** Forms of a word that differ in more than their endings, as words are compared (i18n/words.ts). */
    otherForms?: (word: string) => string[];
  };
  /**
   * What the keys from ` to / write, row by row, in each layout that is in use:
   * `1234567890-=qwertyuiop[]\asdfghjkl;'zxcvbnm,./ for English. Where Shift writes other letters and not capitals,
   * what it writes follows in the same order.
   */
  keyboards: readonly string[];
  /** How readers write its letters in Latin ones where that differs from what the `transliteration` package does. */
  transliteration: readonly (readonly [from: string | RegExp, to: string])[];
  /** Line height of headlines that its tall letters need; 1.2 where nothing is said. */
  headlineLineHeight?: number;
  /** The same for the text of stories; 1.6 where nothing is said. */
  textLineHeight?: number;
  /** Whether its letters and words are so wide that large headlines are set smaller, and capitals are not spaced. */
  isWide?: true;
  /** Whether its script has no italics, so that stress is a heavier weight. */
  hasNoItalics?: true;
  /** Whether Unicode's long form of a date has a comma before the year that newspapers do not write. */
  dropsCommaBeforeYear?: true;
};

export type Punctuation = {
  dash: string;
  outerQuotes: readonly [open: string, close: string];
  innerQuotes: readonly [open: string, close: string];
  /** Whether a dash may open a paragraph (direct speech). */
  dashOpensParagraph: boolean;
  /** Whether an apostrophe typed between letters becomes ’. Armenian has a stress mark that people type so. */
  curlsApostrophe: boolean;
  /** A full stop of its own, which people type as a colon. */
  fullStop?: string;
};
