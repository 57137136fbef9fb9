import { nowMs } from '#platform/clock';
import type { Answer, Filling } from '#server/cache/answer';
import type { ChangeLog } from '#server/cache/change-log';
import type { Page } from '#server/rendering/page';

/** A page in memory, and the answer that it was last sent as. */
export type Held = {
  page: Page;
  /** The last batch of changes that is known not to have touched it. */
  validAt: number;
  /** When its file was last marked as used, by performance.now(). */
  touchedAt: number;
  views: number;
  /** When the views were counted, likewise. */
  countedAt: number;
  answer?: Answer;
  fillings: Filling[];
  /** The answer is right while no later batch of changes has come … */
  answerValidAt: number;
  /** … and until then, milliseconds since 1970. */
  answerValidUntil: number;
};

/** A page that has no answer yet. `validAt` is the batch of changes that it was rendered after, -1 if it lacks some. */
export function hold(page: Page, validAt: number, views: number): Held {
  return {
    page,
    validAt,
    views,
    touchedAt: -Infinity,
    countedAt: -Infinity,
    fillings: [],
    answerValidAt: -1,
    answerValidUntil: 0,
  };
}

/** Whether the page lacks no change and is not too old. */
export function isRight(held: Held, changes: ChangeLog): boolean {
  return nowMs() < held.page.validUntil && lacksNothing(held, changes);
}

export function lacksNothing(held: Held, changes: ChangeLog): boolean {
  const { current } = changes;
  if (held.validAt === current) return true;
  if (!changes.isValid(held.page.keys, held.validAt)) return false;
  held.validAt = current;
  return true;
}

/**
 * Bytes that a page takes in memory at most: its answer, in which its pieces lie, or the pieces alone while it has none;
 * the answer as brotli and with a dictionary (a third of it, or less), and all of them as messages to be sent.
 */
export function sizeOf({ page, answer }: Held): number {
  const bytes = answer?.gzip.length ?? page.pieces.reduce((sum, { deflated }) => sum + deflated.length, 0);
  return bytes * 5 + page.keys.length + 4_096;
}
