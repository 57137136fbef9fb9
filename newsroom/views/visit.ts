import { isbot } from 'isbot';

/** What is known of someone who opened an article, at the moment they did. Nothing of it is stored. */
export type Visit = {
  articleId: number;
  /** The reader's network address as the server saw it. */
  address: string;
  userAgent: string;
  /** The browser fetched ahead of a click that may never come (Sec-Purpose). */
  prefetch: boolean;
  staff: boolean;
};

/** How long the same visitor's further openings of an article are the same reading, minutes. */
export const READING_MINUTES = 30;

/** So many readings of an article one network may add at once … */
export const NETWORK_BURST = 40;
/** … and then so many a second: an office or a mobile operator does not notice, a script does. */
export const NETWORK_RATE = 0.5;
/** So many a day count for what is most read, however many come from one network. */
export const NETWORK_REACH = 5;

/** Whether an opening is a person reading: no bot, no prefetch, none of the paper's own staff. */
export function isReading(visit: Visit): boolean {
  return !visit.prefetch && !visit.staff && visit.userAgent !== '' && !isbot(visit.userAgent);
}
