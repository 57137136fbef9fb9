import type { State } from '#newsroom/editing/working-copy';

// How a front page is laid out by hand.

/** The places of the opening in the order of the page. Those that nobody has put a story in fill themselves. */
export const OPENING = ['lead', 'second', 'third', 'fourth'] as const;
export const PLACES = [...OPENING, 'kept_off'] as const;
export type Place = (typeof PLACES)[number];

/**
 * A story somebody has put somewhere, or keeps off the page. A story has one place at most; of several for one place
 * the first that counts has it.
 */
export type Placement = { articleId: number; place: Place; from: Date | null; until: Date | null };

/** More than anybody keeps in mind, and short enough for an address. */
export const PLACEMENTS_AT_MOST = 40;

/**
 * Whether a placement counts: `waiting` until its time comes, `over` after it, `gone` while readers do not have the
 * story. By PostgreSQL's clock.
 */
type PlacementStatus = 'due' | 'waiting' | 'over' | 'gone';

/** A placement with what has to be known of its story. `section` is a key, `picture` an id. */
export type Placed = Placement & {
  headline: string;
  section: string;
  picture: string | null;
  standing: PlacementStatus;
  state: State;
  /** First publication, or when it is due. */
  publishedAt: Date | null;
  isInTrash: boolean;
  /** Whether the newsroom has changes that readers do not have. */
  isPending: boolean;
};

/** Whether it stands behind one that has no end, so that its turn will not come. */
export function isCovered(placed: readonly Placed[], one: Placed): boolean {
  const before = placed.slice(0, placed.indexOf(one));
  return (
    one.place !== 'kept_off' &&
    before.some(({ place, standing, until }) => place === one.place && standing === 'due' && !until)
  );
}

/** What is still of use: neither over nor covered. */
export function withoutExpired(placed: readonly Placed[]): Placed[] {
  return placed.filter((one) => one.standing !== 'over' && !isCovered(placed, one));
}

/** A story put into a place, before whatever else waits for it; it leaves the place that it had and keeps its times. */
export function placeStory(layout: readonly Placement[], articleId: number, place: Place): Placement[] {
  const { from, until } = layout.find((one) => one.articleId === articleId) ?? { from: null, until: null };
  return [{ articleId, place, from, until }, ...removePlacement(layout, articleId)];
}

export function removePlacement(layout: readonly Placement[], articleId: number): Placement[] {
  return layout.filter((one) => one.articleId !== articleId);
}

/**
 * A story moved a step up or down the page: it changes with whichever it meets, or goes to the next place where nobody
 * has put one.
 */
export function moveInLayout(layout: readonly Placement[], articleId: number, direction: 'up' | 'down'): Placement[] {
  const one = layout.find((given) => given.articleId === articleId);
  const places: readonly Place[] = OPENING;
  const at = one ? places.indexOf(one.place) : -1;
  if (!one || at < 0) return [...layout];
  const step = direction === 'up' ? -1 : 1;
  const beyond = places[at + step];
  const own = layout.filter(({ place }) => place === one.place);
  const there = layout.filter(({ place }) => place === beyond);
  const met = own[own.indexOf(one) + step] ?? there.at(direction === 'up' ? -1 : 0);
  const place = met?.place ?? beyond ?? one.place;
  return layout.map((given) => {
    if (given === one) return met ? { ...met, place: one.place } : { ...one, place };
    return given === met ? { ...one, place } : given;
  });
}

/** What two layouts have in each place where they differ, in the order of the page. */
export function layoutDifference<T extends Placement>(
  before: readonly T[],
  after: readonly T[],
): { place: Place; before: T[]; after: T[] }[] {
  const differing = PLACES.map((place) => {
    const own = (layout: readonly T[]) => layout.filter((one) => one.place === place);
    return { place, before: own(before), after: own(after) };
  });
  return differing.filter(({ before, after }) => writeLayout(before) !== writeLayout(after));
}

/** A layout as an address has it: `17.lead..1764086700-23.second..`, times in seconds since 1970 UTC. */
export function writeLayout(layout: readonly Placement[]): string {
  const seconds = (time: Date | null) => (time ? Math.floor(time.getTime() / 1_000) : '');
  return layout
    .map(({ articleId, place, from, until }) => [articleId, place, seconds(from), seconds(until)].join('.'))
    .join('-');
}

/** Reads what writeLayout wrote; undefined for anything else. */
export function readLayout(text: string): Placement[] | undefined {
  const parts = text === '' ? [] : text.split('-');
  const layout = parts.flatMap((part): Placement[] => {
    const [, id, word, from, until] = /^([1-9]\d{0,8})\.([a-z_]+)\.(\d{0,11})\.(\d{0,11})$/.exec(part) ?? [];
    const place = PLACES.find((known) => known === word);
    const time = (seconds = '') => (seconds ? new Date(Number(seconds) * 1_000) : null);
    return id && place ? [{ articleId: Number(id), place, from: time(from), until: time(until) }] : [];
  });
  const isWhole = layout.length === parts.length && layout.length <= PLACEMENTS_AT_MOST;
  return isWhole && new Set(layout.map(({ articleId }) => articleId)).size === layout.length ? layout : undefined;
}
