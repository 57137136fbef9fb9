/**
 * Why a text was kept as a revision: somebody pressed “Save” or published it; it was replaced by a colleague's text, by
 * one that somebody saved without words of it, or by one that lost many words, or had stood for a day; autosave replaced
 * it; or it is the last one that autosave replaced in its quarter of an hour.
 */
export type RevisionKind = 'saved' | 'replaced' | 'autosaved' | 'interval';

/** Losing so many words, or this part of a text, is never thinned out. */
const MANY_WORDS = 20;
const LARGE_PART = 0.5;

/** Whether a text that loses `lost` of `of` words has to be found again however long ago that was. */
export function isLargeLoss({ lost, of }: { lost: number; of: number }): boolean {
  return lost >= MANY_WORDS || (lost > 0 && lost >= of * LARGE_PART);
}
