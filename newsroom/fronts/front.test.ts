import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Candidate,
  composeFront,
  IN_BLOCK,
  IN_REGION,
  idsOf,
  LATEST,
  MOST_READ,
  mapFront,
  type Pinned,
  SECONDS,
} from '#newsroom/fronts/front';
import { OPENING, type Place } from '#newsroom/fronts/placement';

const SECTIONS = ['region', 'politics', 'culture', 'sport'];

const candidates = fc
  .uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 500 }),
      section: fc.constantFrom(...SECTIONS),
      picture: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')),
    }),
    { selector: ({ id }) => id, maxLength: 80 },
  )
  .map((stories): Candidate[] => stories.sort((one, other) => other.id - one.id));

describe('a front page, whatever there is to put on it', () => {
  const any = fc.tuple(candidates, fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 30 }));

  it('shows no story and no picture twice', () => {
    fc.assert(
      fc.property(any, ([newest, read]) => {
        const { front, pictured } = composeFront(newest, read, SECTIONS, 'region');
        const ids = idsOf(front);
        expect(new Set(ids).size).toBe(ids.length);
        const pictures = newest.filter(({ id }) => pictured.has(id)).map(({ picture }) => picture);
        expect(new Set(pictures).size).toBe(pictures.length);
      }),
    );
  });

  it('keeps every list within its room, and has a lead as soon as there is a story', () => {
    fc.assert(
      fc.property(any, ([newest, read]) => {
        const { front } = composeFront(newest, read, SECTIONS, 'region');
        expect(front.lead === null).toBe(newest.length === 0);
        expect(front.seconds.length).toBe(Math.min(SECONDS, Math.max(0, newest.length - 1)));
        expect(front.latest.length).toBe(Math.min(LATEST, Math.max(0, newest.length - 1 - SECONDS)));
        expect([0, 3, 4, MOST_READ]).toContain(front.mostRead.length);
        expect(front.region?.articles.length ?? 0).toBeLessThanOrEqual(IN_REGION);
        for (const { articles } of front.blocks) {
          expect(articles.length).toBeGreaterThan(0);
          expect(articles.length).toBeLessThanOrEqual(IN_BLOCK);
        }
      }),
    );
  });
});

/** What chiefs have done: a story in some of the places, old ones among them, and some that are kept off. */
const byHand = fc
  .tuple(
    fc.uniqueArray(
      fc.record({ id: fc.integer({ min: 1, max: 600 }), picture: fc.option(fc.constantFrom('a', 'b', 'c')) }),
      {
        selector: ({ id }) => id,
        maxLength: OPENING.length,
      },
    ),
    fc.shuffledSubarray([...OPENING], { minLength: OPENING.length }),
    fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 5 }),
  )
  .map(([stories, places, off]): Pinned => {
    const opening = new Map(
      stories.map((one, index) => [places[index] ?? 'lead', { ...one, section: 'region' }] as const),
    );
    return { opening, keptOff: new Set(off.filter((id) => !stories.some((one) => one.id === id))) };
  });

describe('a front page with stories put in place by hand', () => {
  const any = fc.tuple(candidates, fc.uniqueArray(fc.integer({ min: 1, max: 600 }), { maxLength: 30 }), byHand);

  it('shows each where it was put and nothing twice, nor what is kept off', () => {
    fc.assert(
      fc.property(any, ([newest, read, hand]) => {
        const { front, pictured } = composeFront(newest, read, SECTIONS, 'region', hand);
        const ids = idsOf(front);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => hand.keptOff.has(id))).toEqual([]);
        const free = newest.filter(
          ({ id }) => !hand.keptOff.has(id) && ![...hand.opening.values()].some((one) => one.id === id),
        );
        const places = [front.lead, ...front.seconds];
        const inOrder: readonly Place[] = OPENING;
        for (const [place, { id }] of hand.opening) {
          // With fewer stories than places they move up.
          if (free.length + hand.opening.size >= OPENING.length) expect(places[inOrder.indexOf(place)]).toBe(id);
          else expect(places).toContain(id);
        }
        const known = new Map([...newest, ...hand.opening.values()].map((one) => [one.id, one.picture]));
        for (const one of hand.opening.values()) known.set(one.id, one.picture);
        const pictures = [...pictured].map((id) => known.get(id));
        expect(new Set(pictures).size).toBe(pictures.length);
      }),
    );
  });
});

const story = (id: number, picture: string | null = null, section = 'region'): Candidate => ({ id, section, picture });

it('is led by the newest story with a picture, and by the newest where none has one', () => {
  expect(composeFront([story(3), story(2, 'a'), story(1, 'b')], [], SECTIONS, 'region').front.lead).toBe(2);
  expect(composeFront([story(3), story(2)], [], SECTIONS, 'region').front.lead).toBe(3);
});

it('lets the lead be a story without a picture where somebody wants it, and fills the places between', () => {
  const opening = new Map([
    ['lead', story(1)],
    ['third', story(9, 'z')],
  ] as const);
  const { front } = composeFront([story(9, 'z'), story(8, 'a'), story(7), story(1)], [], SECTIONS, 'region', {
    opening,
    keptOff: new Set(),
  });
  expect([front.lead, ...front.seconds]).toEqual([1, 8, 9, 7]);
});

it('calls nothing most read where next to nothing was read, or what was read stands above', () => {
  const newest = Array.from({ length: 40 }, (_, index) => story(40 - index));
  expect(composeFront(newest, [10, 11], SECTIONS, 'region').front.mostRead).toEqual([]);
  expect(composeFront(newest, [40, 39, 10, 9, 11], SECTIONS, 'region').front.mostRead).toEqual([10, 9, 11]);
});

it('leaves out what has gone between the two questions', () => {
  const { front } = composeFront([story(3), story(2), story(1)], [], SECTIONS, 'region');
  expect(mapFront(front, new Map([[2, 'two']]))).toMatchObject({ lead: null, seconds: ['two'] });
});
