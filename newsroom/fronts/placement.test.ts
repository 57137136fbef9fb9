import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isCovered,
  layoutDifference,
  moveInLayout,
  OPENING,
  PLACES,
  type Placed,
  type Placement,
  placeStory,
  readLayout,
  removePlacement,
  withoutExpired,
  writeLayout,
} from '#newsroom/fronts/placement';

const at = (articleId: number, place: Placement['place']): Placement => ({ articleId, place, from: null, until: null });
const short = (layout: readonly Placement[]) => layout.map(({ articleId, place }) => `${articleId} ${place}`);

const minute = fc.option(fc.integer({ min: 0, max: 4e9 }).map((seconds) => new Date(seconds * 1_000)));
const layouts = fc.uniqueArray(
  fc.record({
    articleId: fc.integer({ min: 1, max: 99 }),
    place: fc.constantFrom(...PLACES),
    from: minute,
    until: minute,
  }),
  { selector: ({ articleId }) => articleId, maxLength: 12 },
);

describe('a layout', () => {
  it('is read from an address as it was written, and anything else is none', () => {
    fc.assert(fc.property(layouts, (layout) => void expect(readLayout(writeLayout(layout))).toEqual(layout)));
    for (const bad of [
      '17',
      '17.lead',
      '0.lead..',
      '1.cellar..',
      '1.lead..-1.second..',
      '1.lead..-',
      '1.lead.x.',
      '1.lead..1e9',
    ]) {
      expect(readLayout(bad), bad).toBeUndefined();
    }
    expect(readLayout(Array.from({ length: 41 }, (_, index) => `${index + 1}.lead..`).join('-'))).toBeUndefined();
  });

  it('has every story once, whatever is done to it, and moving one loses none', () => {
    const acts = fc.array(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('up' as const, 'down' as const)), {
      maxLength: 9,
    });
    fc.assert(
      fc.property(
        layouts,
        acts,
        fc.integer({ min: 1, max: 99 }),
        fc.constantFrom(...PLACES),
        (layout, moves, id, place) => {
          const moved = moves.reduce((now, [one, direction]) => moveInLayout(now, one, direction), layout);
          const ids = (of: readonly Placement[]) => of.map(({ articleId }) => articleId).sort();
          expect(ids(moved)).toEqual(ids(layout));
          const put = placeStory(moved, id, place);
          expect(ids(put)).toEqual([...new Set([...ids(layout), id])].sort());
          expect(put.find((one) => one.place === place)?.articleId).toBe(id);
          expect(ids(removePlacement(put, id))).toEqual(ids(layout).filter((one) => one !== id));
        },
      ),
    );
  });
});

describe('a story that is moved', () => {
  it('changes with whichever it meets', () => {
    expect(short(moveInLayout([at(1, 'lead'), at(2, 'second')], 2, 'up'))).toEqual(['2 lead', '1 second']);
    expect(short(moveInLayout([at(1, 'lead'), at(2, 'lead'), at(3, 'second')], 1, 'down'))).toEqual([
      '2 lead',
      '1 lead',
      '3 second',
    ]);
    expect(short(moveInLayout([at(1, 'lead'), at(2, 'second'), at(3, 'second')], 1, 'down'))).toEqual([
      '2 lead',
      '1 second',
      '3 second',
    ]);
  });

  it('goes to the next place where nobody has put one, and stays at the ends', () => {
    expect(short(moveInLayout([at(1, 'lead'), at(2, 'fourth')], 2, 'up'))).toEqual(['1 lead', '2 third']);
    expect(short(moveInLayout([at(1, 'lead')], 1, 'up'))).toEqual(['1 lead']);
    expect(short(moveInLayout([at(1, 'fourth')], 1, 'down'))).toEqual(['1 fourth']);
    expect(short(moveInLayout([at(1, 'kept_off')], 1, 'up'))).toEqual(['1 kept_off']);
  });
});

it('differs from another by what stands in a place, its order there and its times', () => {
  const saved = [at(1, 'lead'), at(2, 'lead'), at(3, 'second'), at(4, 'third'), at(5, 'kept_off')];
  expect(
    layoutDifference(
      saved,
      saved.toReversed().toSorted((one, other) => one.articleId - other.articleId),
    ),
  ).toEqual([]);
  const timed = { ...at(3, 'second'), from: new Date(4e12) };
  expect(layoutDifference(saved, [at(2, 'lead'), at(1, 'lead'), timed, at(4, 'fourth'), at(5, 'kept_off')])).toEqual([
    { place: 'lead', before: [at(1, 'lead'), at(2, 'lead')], after: [at(2, 'lead'), at(1, 'lead')] },
    { place: 'second', before: [at(3, 'second')], after: [timed] },
    { place: 'third', before: [at(4, 'third')], after: [] },
    { place: 'fourth', before: [], after: [at(4, 'fourth')] },
  ]);
});

it('leaves out what is over and what its turn cannot come to', () => {
  const placed = (articleId: number, standing: Placed['standing'], until: Date | null = null): Placed => {
    const story = { headline: '', section: 'region', picture: null, publishedAt: null };
    const status = { state: 'published', isInTrash: false, isPending: false } as const;
    return { ...at(articleId, OPENING[0]), until, standing, ...story, ...status };
  };
  const soon = new Date(4e12);
  const all = [
    placed(1, 'over'),
    placed(2, 'waiting'),
    placed(3, 'due', soon),
    placed(4, 'gone'),
    placed(5, 'due'),
    placed(6, 'due'),
  ];
  expect(all.map((one) => isCovered(all, one))).toEqual([false, false, false, false, false, true]);
  expect(withoutExpired(all).map(({ articleId }) => articleId)).toEqual([2, 3, 4, 5]);
});
