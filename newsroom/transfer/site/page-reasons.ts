/** Why a page of a site is left out; each is a reason of the report too. */
export const PAGE_REASONS = [
  ...(['robots', 'outside', 'page-limit', 'page-gone', 'page-failed', 'page-too-large', 'page-unreadable'] as const),
  ...(['not-html', 'not-a-story', 'no-headline', 'no-words'] as const),
] as const;

export type PageReason = (typeof PAGE_REASONS)[number];

/** Whether a page that is left out for this has been asked for. */
export function wasAsked(why: PageReason): boolean {
  return why !== 'robots' && why !== 'outside' && why !== 'page-limit';
}
