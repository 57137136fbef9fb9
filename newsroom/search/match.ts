import type { ArticleCard } from '#newsroom/articles/article';

/** Text in pieces, each with its place in the whole; those marked that were asked for. */
export type MarkedText = { at: number; text: string; marked: boolean }[];

/** A story that was found. */
export type Match = {
  article: ArticleCard;
  headline: MarkedText;
  /** The standfirst, or where only the body has what was asked for, a place of it. */
  excerpt: MarkedText;
};

/** What a search found, or one page of it. */
export type Matches = {
  matches: Match[];
  /** How many there are, up to RESULT_LIMIT. */
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
export const RESULT_LIMIT = 1_000;

/**
 * How many make a page. Where fewer are found than that, a search looks further: for a last word only begun, for what
 * may have been meant.
 */
export const PAGE_LENGTH = 20;

export const ORDERS = ['relevance', 'date'] as const;
export type Order = (typeof ORDERS)[number];

/** What is found where there is nothing. */
export const NOTHING: Matches = {
  matches: [],
  total: 0,
  more: false,
  page: 1,
  pages: 1,
  understood: null,
  meant: null,
};

/**
 * Narrows a search: to a section by its key, to days of the paper's time zone (`2025-05-13`), the last one included.
 */
export type Filter = { section?: string; from?: string; to?: string };

/** How a question is searched for. `page` begins at 1; past the last one is the last. */
export type Search = { filter?: Filter; order?: Order; page?: number };

/** Whether a text is a day as addresses have it, and there was or will be such a day. */
export function isDay(text: string): boolean {
  if (!/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
