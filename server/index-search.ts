import { indexArticles } from '#newsroom/search/index-articles';
import { type Repeated, repeat } from '#server/repeat';

/** How often it looks without being notified, milliseconds. */
const POLL_MS = 500;
/** Entries in one go: few, so that a renamed tag of thousands of stories does not keep a web process from its pages. */
const STEP = 20;

/**
 * Makes the words of changed articles, for search: soon after `notify`, and twice a second in any case. Of all
 * processes only one at a time does; what has changed stays in the queue until it is done.
 */
export function indexSearch(): Repeated {
  return repeat({ everyMs: POLL_MS, failure: 'changed articles could not be indexed' }, () => indexArticles(STEP));
}
