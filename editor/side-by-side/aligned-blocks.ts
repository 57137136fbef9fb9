import { diffArrays } from 'diff';

/**
 * Beside which block of a translation (by index) each block of its source stands; never before the one above it. Both
 * are given as the kinds of their blocks. Whatever is no paragraph is an anchor: a figure stands by a figure, a heading
 * by one of its level, as far as both have them in one order. Between anchors the n-th stands by the n-th, and what is
 * left over by the last. Empty where the translation has no blocks.
 */
export function alignBlocks(source: readonly string[], translation: readonly string[]): number[] {
  if (translation.length === 0) return [];
  const partners: number[] = [];
  let [from, to] = [0, 0];
  for (const [anchor, beside] of [...anchorsOf(source, translation), [source.length, translation.length] as const]) {
    for (let index = from; index < anchor; index++) partners.push(Math.max(0, Math.min(to + index - from, beside - 1)));
    if (anchor < source.length) partners.push(beside);
    [from, to] = [anchor + 1, beside + 1];
  }
  return partners;
}

/** Pairs of anchors that both texts have in one order, by index. */
function anchorsOf(source: readonly string[], translation: readonly string[]): (readonly [number, number])[] {
  const [ours, theirs] = [source, translation].map((kinds) =>
    [...kinds.entries()].filter(([, kind]) => kind !== 'paragraph'),
  ) as [[number, string][], [number, string][]];
  const pairs: (readonly [number, number])[] = [];
  let [one, other] = [0, 0];
  for (const { count, added, removed } of diffArrays(
    ours.map(([, kind]) => kind),
    theirs.map(([, kind]) => kind),
  )) {
    if (!added && !removed) {
      for (let step = 0; step < count; step++) pairs.push([ours[one + step]?.[0] ?? 0, theirs[other + step]?.[0] ?? 0]);
    }
    if (!added) one += count;
    if (!removed) other += count;
  }
  return pairs;
}
