import { nowMs } from '#platform/clock';
import { type Answer, assemble } from '#server/cache/answer';
import { createPage, type PageResponse } from '#server/rendering/page';

/** A response that is not cached; it has no slots. */
export function wholeAnswer(response: PageResponse): Answer {
  return assemble(createPage(response, nowMs()), []).answer;
}

/** An answer that leads to another address for good. */
export function redirectAnswer(status: 301 | 308, location: string, keys: readonly string[] = []): Answer {
  return { ...wholeAnswer({ status, headers: { location }, body: Buffer.alloc(0) }), keys: keys.join(' ') };
}
