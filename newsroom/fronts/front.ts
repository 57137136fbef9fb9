import { OPENING, type Place, type Placed } from '#newsroom/fronts/placement';

// How a front page is put together: which story goes where, and none twice.

/** What has to be known of a story to place it. */
export type Candidate = { id: number; section: string; picture: string | null };

/** The places of a front page, filled with ids, or with cards once they have been asked for. */
export type Front<T = number> = {
  lead: T | null;
  seconds: T[];
  latest: T[];
  mostRead: T[];
  /**
   * The region's block, between the opening and the others; null where the paper has none, or nothing is left for it.
   */
  region: Block<T> | null;
  blocks: Block<T>[];
};
export type Block<T = number> = { section: string; articles: T[] };

export const SECONDS = OPENING.length - 1;
export const LATEST = 12;
export const MOST_READ = 5;
/** A shorter list says nothing about what is read. */
export const MOST_READ_AT_LEAST = 3;
export const IN_REGION = 7;
export const IN_BLOCK = 5;

/**
 * How many of its newest each section has to offer, so that its block can be filled though all above it were its own.
 */
export const OFFERED = 1 + SECONDS + LATEST + MOST_READ + IN_REGION;

/** What is laid out by hand and counts: the story of each place that has one, and ids of stories that have none. */
export type Pinned = { opening: ReadonlyMap<Place, Candidate>; keptOff: ReadonlySet<number> };

export function pinnedOf(placed: readonly Placed[]): Pinned {
  const due = placed.filter(({ standing }) => standing === 'due');
  const opening = new Map<Place, Candidate>();
  for (const { place, articleId: id, section, picture } of due)
    if (!opening.has(place)) opening.set(place, { id, section, picture });
  return {
    opening,
    keptOff: new Set(due.flatMap(({ place, articleId }) => (place === 'kept_off' ? [articleId] : []))),
  };
}

/**
 * The same, led by a story that may stand elsewhere by hand. What led by hand takes the next place that nothing has been
 * put in; where there is none it stands where all other stories stand.
 */
export function ledBy(story: Candidate, { opening, keptOff }: Pinned): Pinned {
  const others = new Map([...opening].filter(([place, { id }]) => place !== 'lead' && id !== story.id));
  const before = opening.get('lead');
  const free = OPENING.slice(1).find((place) => !others.has(place));
  if (before && before.id !== story.id && free) others.set(free, before);
  return {
    opening: new Map([['lead', story] as const, ...others]),
    keptOff: new Set([...keptOff].filter((id) => id !== story.id)),
  };
}

/**
 * Places stories on a front page. `newest` are the sections' newest stories, newest first; `mostRead` ids, most read
 * first; `sections` the paper's order of sections, `region` the key of the one that has a block of its own. What stands
 * by hand stands where somebody has put it and nowhere else; all other places fill themselves. `pictured` are the
 * stories that show their picture: no picture is shown twice either.
 */
export function composeFront(
  newest: readonly Candidate[],
  mostRead: readonly number[],
  sections: readonly string[],
  region: string,
  { opening, keptOff }: Pinned = { opening: new Map(), keptOff: new Set() },
): { front: Front; pictured: ReadonlySet<number> } {
  const placed = new Set(keptOff);
  const pictured = new Set<number>();
  const shown = new Set<string>();
  const place = <T extends { id: number }>(stories: readonly T[]): T[] => {
    for (const { id } of stories) placed.add(id);
    return [...stories];
  };
  const show = (stories: readonly Candidate[]): number[] =>
    place(stories).map(({ id, picture }) => {
      if (picture && !shown.has(picture)) {
        shown.add(picture);
        pictured.add(id);
      }
      return id;
    });
  const free = () => newest.filter(({ id }) => !placed.has(id));
  const hasNewPicture = ({ picture }: Candidate) => picture !== null && !shown.has(picture);

  const inOrder = OPENING.map((place) => opening.get(place));
  show(inOrder.filter((story) => story !== undefined));
  // The lead needs a picture; the newest of the first that has one takes the place.
  const first = free().slice(0, 1 + SECONDS + LATEST);
  const top = inOrder[0] ?? first.find(hasNewPicture) ?? first[0];
  if (top && !placed.has(top.id)) show([top]);
  const rest = first.filter(({ id }) => !placed.has(id));
  const next = [...rest.filter(hasNewPicture), ...rest.filter((story) => !hasNewPicture(story))];
  const below = inOrder.slice(1).map((story) => story ?? next.shift());
  // Where there are fewer stories than places, what there is moves up.
  const [lead, ...seconds] = [top, ...below].filter((story) => story !== undefined);
  show(seconds.filter(({ id }) => !placed.has(id)));
  const latest = place(free().slice(0, LATEST)).map(({ id }) => id);
  const read = mostRead.filter((id) => !placed.has(id)).slice(0, MOST_READ);
  const widelyRead = read.length < MOST_READ_AT_LEAST ? [] : read;
  for (const id of widelyRead) placed.add(id);

  const block = (section: string, length: number): Block => {
    const own = free()
      .filter((story) => story.section === section)
      .slice(0, length);
    // A block opens with the newest story that has a picture to show.
    const opening = own.find(hasNewPicture);
    return { section, articles: show(opening ? [opening, ...own.filter((story) => story !== opening)] : own) };
  };
  const regional = sections.includes(region) ? block(region, IN_REGION) : null;
  const blocks = sections.filter((section) => section !== region).map((section) => block(section, IN_BLOCK));
  return {
    front: {
      lead: lead?.id ?? null,
      seconds: seconds.map(({ id }) => id),
      latest,
      mostRead: widelyRead,
      region: regional && regional.articles.length > 0 ? regional : null,
      blocks: blocks.filter(({ articles }) => articles.length > 0),
    },
    pictured,
  };
}

/** The same front with every id replaced by what it stands for; what is not there any more leaves its place. */
export function mapFront<T>(front: Front, cards: ReadonlyMap<number, T>): Front<T> {
  const all = (ids: readonly number[]) => ids.flatMap((id) => cards.get(id) ?? []);
  const filled = ({ section, articles }: Block): Block<T> => ({ section, articles: all(articles) });
  return {
    lead: (front.lead !== null && cards.get(front.lead)) || null,
    seconds: all(front.seconds),
    latest: all(front.latest),
    mostRead: all(front.mostRead),
    region: front.region && filled(front.region),
    blocks: front.blocks.map(filled),
  };
}

/** Every id on a front, in the order of the page. */
export function idsOf({ lead, seconds, latest, mostRead, region, blocks }: Front): number[] {
  return [
    ...(lead === null ? [] : [lead]),
    ...seconds,
    ...latest,
    ...mostRead,
    ...[region, ...blocks].flatMap((block) => block?.articles ?? []),
  ];
}
