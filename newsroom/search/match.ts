import type { ArticleCard } from '#newsroom/articles/article';

/** Text in pieces, those marked that were asked for. */
export type MarkedText = { text: string; marked: boolean }[];

/** A story that was found. */
export type Match = {
  article: ArticleCard;
  headline: MarkedText;
  /** The standfirst, or where only the body has what was asked for, that place of it. */
  excerpt: MarkedText;
};

/** What a search found, or one page of it. */
export type Matches = {
  matches: Match[];
  /** How many there are, up to MOST. */
  total: number;
  /** Whether there are more than that. */
  more: boolean;
  page: number;
  pages: number;
  /** What was looked for instead, because nothing was found for the question as it was typed. */
  understood: string | null;
  /** A question that finds much more, and may have been meant. */
  meant: string | null;
};

/** How many matches are counted and can be walked through: the newest, where there are more. */
export const MOST = 1_000;

/** How many make a page. Where fewer are found than that, a search looks further: for a last word only begun, for what may have been meant. */
export const PAGE_LENGTH = 20;

export const ORDERS = ['relevance', 'date'] as const;
export type Order = (typeof ORDERS)[number];

/** What is found where there is nothing. */
export const NOTHING: Matches = { matches: [], total: 0, more: false, page: 1, pages: 1, understood: null, meant: null };

/** Narrows a search: to a section by its key, to days of the paper's time zone (`2025-05-13`), the last one included. */
export type Filter = { section?: string; from?: string; to?: string };

/** How a question is searched for. `page` begins at 1; past the last one is the last. */
export type Search = { filter?: Filter; order?: Order; page?: number };

/** The signs that PostgreSQL is told to put round what it marks. No text has them: they are taken out of it before. */
export const MARKS = { start: '\u0002', stop: '\u0003' } as const;

/** Text with signs round what is marked, in pieces. */
export function readMarks(text: string): MarkedText {
  return text
    .split(MARKS.start)
    .flatMap((piece, index) => {
      const [inside = '', after = ''] = index === 0 ? ['', piece] : piece.split(MARKS.stop);
      return [
        { text: inside, marked: true },
        { text: after, marked: false },
      ];
    })
    .filter(({ text }) => text !== '');
}
