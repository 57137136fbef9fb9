import { diffArrays } from 'diff';
import { type ArticleBody, summaryOf } from '#blocks/body';
import { canonicalJson } from '#blocks/canonical-json';
import { blockOf } from '#blocks/kinds';
import type { Span, Text } from '#blocks/spans';
import { type Merged, mergeWords, wordsIn } from './merge-words.ts';

type AnyBlock = ArticleBody[number];

/**
 * Two changes to a body: block by block, then word by word within a block that both changed. Where both changed the
 * same words, or one deleted what the other changed, nothing is left out: both blocks are there, theirs first.
 */
export function mergeBlocks(base: ArticleBody, theirs: ArticleBody, mine: ArticleBody): Merged<ArticleBody> {
  const [becameTheirs, becameMine] = [successors(base, theirs), successors(base, mine)];
  const value: ArticleBody = [];
  let conflicts = 0;
  for (let index = 0; index <= base.length; index++) {
    const inserted = [becameTheirs, becameMine].map(({ before }) => before[index] ?? []);
    value.push(...withoutRepeats(inserted[0] ?? [], inserted[1] ?? []));
    const block = base[index];
    if (!block) continue;
    const merged = mergeBlock(block, becameTheirs.of[index] ?? null, becameMine.of[index] ?? null);
    value.push(...merged.value);
    conflicts += merged.conflicts;
  }
  return { value, conflicts };
}

/** What both have inserted in one place: theirs, then mine; what is the same once. */
function withoutRepeats(theirs: ArticleBody, mine: ArticleBody): ArticleBody {
  const there = new Set(theirs.map(canonicalJson));
  return [...theirs, ...mine.filter((block) => !there.has(canonicalJson(block)))];
}

function mergeBlock(base: AnyBlock, theirs: AnyBlock | null, mine: AnyBlock | null): Merged<ArticleBody> {
  const [was, one, other] = [base, theirs, mine].map(canonicalJson);
  if (one === other || other === was) return { value: theirs ? [theirs] : [], conflicts: 0 };
  if (one === was) return { value: mine ? [mine] : [], conflicts: 0 };
  if (theirs && mine) {
    const merged = mergeValues(base, theirs, mine);
    const block = merged.conflicts === 0 && blockOf(merged.value);
    if (block) return { value: [block], conflicts: 0 };
  }
  return { value: [theirs, mine].filter((block) => block !== null), conflicts: 1 };
}

/** Two changes to anything that blocks are made of: objects by their fields, texts by their words, lists by places. */
function mergeValues(base: unknown, theirs: unknown, mine: unknown): Merged<unknown> {
  const [was, one, other] = [base, theirs, mine].map((value) => canonicalJson(value ?? null));
  if (one === other || other === was) return { value: theirs, conflicts: 0 };
  if (one === was) return { value: mine, conflicts: 0 };
  const all = [base, theirs, mine];
  if (all.every(isText)) return mergeTexts(base as Text, theirs as Text, mine as Text);
  if (all.every(isList) && new Set(all.map((list) => (list as unknown[]).length)).size === 1)
    return together((base as unknown[]).map((value, at) => mergeValues(value, fieldOf(theirs, at), fieldOf(mine, at))));
  if (all.every(isRecord)) {
    const fields = [...new Set([theirs, mine].flatMap((value) => Object.keys(value as object)))];
    const merged = together(
      fields.map((field) => mergeValues(fieldOf(base, field), fieldOf(theirs, field), fieldOf(mine, field))),
    );
    const entries = fields.map((field, index) => [field, merged.value[index]] as const);
    return { ...merged, value: Object.fromEntries(entries.filter(([, value]) => value !== undefined)) };
  }
  return { value: mine, conflicts: 1 };
}

function together(parts: Merged<unknown>[]): Merged<unknown[]> {
  const conflicts = parts.reduce((sum, part) => sum + part.conflicts, 0);
  return { value: parts.map(({ value }) => value), conflicts };
}

const fieldOf = (value: unknown, place: string | number): unknown => (value as Record<string | number, unknown>)[place];
const isList = (value: unknown) => Array.isArray(value);
const isRecord = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown) => isList(value) && (value as Partial<Span>[]).every((span) => isSpan(span));
const isSpan = (value: Partial<Span>) => typeof value === 'object' && value !== null && typeof value.text === 'string';

/** By words that keep their marks. */
function mergeTexts(base: Text, theirs: Text, mine: Text): Merged<Text> {
  const words = (text: Text): Text =>
    text.flatMap((span) => wordsIn(span.text).map((word) => ({ ...span, text: word })));
  const merged = mergeWords<Span>(words(base), words(theirs), words(mine), {
    keyOf: canonicalJson,
    textOf: ({ text }) => text,
    space: { text: ' ' },
  });
  const value: Text = [];
  for (const word of merged.value) {
    const last = value.at(-1);
    const isSame = last && canonicalJson({ ...last, text: '' }) === canonicalJson({ ...word, text: '' });
    if (isSame) value.splice(-1, 1, { ...last, text: last.text + word.text });
    else value.push(word);
  }
  return { ...merged, value };
}

/**
 * What each block of a body became in another one, null where it was deleted, and what was inserted before each of them
 * (the last: at the end). Equal blocks belong together, and between them those of one kind that share most words.
 */
function successors(base: ArticleBody, body: ArticleBody): { of: (AnyBlock | null)[]; before: ArticleBody[] } {
  const of: (AnyBlock | null)[] = base.map(() => null);
  const before: ArticleBody[] = Array.from({ length: base.length + 1 }, () => []);
  let [from, to] = [0, 0];
  const parts = diffArrays(base.map(canonicalJson), body.map(canonicalJson));
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    if (!part) continue;
    const next = parts[index + 1];
    if (!part.added && !part.removed) {
      for (let count = 0; count < part.count; count++) of[from++] = body[to++] ?? null;
      continue;
    }
    const isReplaced = (part.removed && next?.added) || (part.added && next?.removed);
    const gone = (part.removed ? part.count : 0) + (isReplaced && next?.removed ? next.count : 0);
    const came = (part.added ? part.count : 0) + (isReplaced && next?.added ? next.count : 0);
    pairUp(base.slice(from, from + gone), body.slice(to, to + came), (at, block) => {
      if (at.isSame) of[from + at.index] = block;
      else before[from + at.index]?.push(block);
    });
    if (isReplaced) index++;
    from += gone;
    to += came;
  }
  return { of, before };
}

/** Beyond so many comparisons blocks that were replaced are not paired up. */
const COMPARISONS = 10_000;

/** Says of each block that came which one that is gone it is (`isSame`), or before which it was inserted, in order. */
function pairUp(
  gone: ArticleBody,
  came: ArticleBody,
  place: (at: { index: number; isSame: boolean }, block: AnyBlock) => void,
): void {
  const isLong = gone.length * came.length > COMPARISONS;
  const alike = gone.map((one) => came.map((other) => (isLong ? 0 : likeness(one, other))));
  // The pairing in order with the greatest likeness: best[i][j] is that of what begins at i and j.
  const best = Array.from({ length: gone.length + 1 }, () => new Array<number>(came.length + 1).fill(0));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  for (let i = gone.length - 1; i >= 0; i--)
    for (let j = came.length - 1; j >= 0; j--) {
      const paired = (alike[i]?.[j] ?? 0) + at(i + 1, j + 1);
      (best[i] as number[])[j] = Math.max(paired, at(i + 1, j), at(i, j + 1));
    }
  let [i, j] = [0, 0];
  while (j < came.length) {
    const likes = alike[i]?.[j] ?? 0;
    const isSame = likes > 0 && at(i, j) === likes + at(i + 1, j + 1);
    if (i < gone.length && !isSame && at(i, j) === at(i + 1, j) && at(i, j) > 0) {
      i++;
      continue;
    }
    place({ index: i, isSame }, came[j] as AnyBlock);
    if (isSame) i++;
    j++;
  }
}

/** How much two blocks have in common, 0 to 1; 0 also where neither shares most of its words with the other. */
function likeness(one: AnyBlock, other: AnyBlock): number {
  if (one.type !== other.type) return 0;
  const [words, others] = [one, other].map(
    (block) =>
      new Set(
        summaryOf(block)
          .toLowerCase()
          .match(/[\p{L}\p{N}]+/gu),
      ),
  );
  if (!words?.size || !others?.size) return 0;
  const shared = [...words].filter((word) => others.has(word)).length;
  return shared > Math.min(words.size, others.size) / 2 ? (2 * shared) / (words.size + others.size) : 0;
}
