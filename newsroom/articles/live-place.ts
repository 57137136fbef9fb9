/** A page of a live blog: in which order, and after which entry (its id) it goes on. */
export type LivePlace = { order: 'newest' | 'oldest'; after?: number };

/** What is behind the address of a live blog: another of its pages, or one entry. */
export type LivePart = { kind: 'page'; place: LivePlace } | { kind: 'entry'; id: number };

const ID = '([1-9]\\d{0,8})';
const BEFORE = new RegExp(`^before-${ID}$`);
const AFTER = new RegExp(`^after-${ID}$`);
const ENTRY = new RegExp(`^${ID}$`);

/** The last part of such an address: `oldest`, `before-54`, `after-54`, `54`; undefined for anything else. */
export function readLivePart(part: string): LivePart | undefined {
  if (part === 'oldest') return { kind: 'page', place: { order: 'oldest' } };
  const [, before] = BEFORE.exec(part) ?? [];
  if (before) return { kind: 'page', place: { order: 'newest', after: Number(before) } };
  const [, after] = AFTER.exec(part) ?? [];
  if (after) return { kind: 'page', place: { order: 'oldest', after: Number(after) } };
  const [, entry] = ENTRY.exec(part) ?? [];
  return entry ? { kind: 'entry', id: Number(entry) } : undefined;
}

/** The same as it is written; empty for the page that the story's own address leads to. */
export function writeLivePlace({ order, after }: LivePlace): string {
  if (order === 'newest') return after === undefined ? '' : `before-${after}`;
  return after === undefined ? 'oldest' : `after-${after}`;
}
