import fc from 'fast-check';
import type { Block } from '#blocks/kinds';
import { anyBlock } from '#e2e/any-block';
import type { Choice } from '#editor/saving/settle-conflict';
import type { Role } from '#newsroom/permissions/role';

// What people in a newsroom may do in a day.

const EDITS = ['add', 'type on', 'replace', 'delete', 'empty', 'move'] as const;
const LINES = ['headline', 'standfirst', 'to come'] as const;

/** One change of a text. `at` is a place in it, whatever its length. */
export type Edit =
  | { how: (typeof EDITS)[number]; at: number; count: number }
  | { how: (typeof LINES)[number] }
  | { how: 'insert'; at: number; block: Block };

const VERBS = {
  ...{ autosave: 12, save: 8, settle: 4, reopen: 3, restore: 2, kill: 1 },
  ...{ publish: 4, schedule: 6, unschedule: 1, withdraw: 1, embargo: 1, translate: 1 },
} as const;
type Verb = keyof typeof VERBS;

/** Something that somebody does in one of the windows; each verb takes from the rest what it needs. */
export type Act = {
  verb: Verb;
  window: number;
  /** In the window on the Russian translation, where there is one. */
  isTranslation: boolean;
  edits: Edit[];
  choice: Choice;
  /** For how long something is scheduled or under embargo, minutes. */
  minutes: number;
  /** Whether what is still to come, or not translated, is published all the same. */
  isAllowed: boolean;
  isExplicit: boolean;
  /** When the process that saves is killed, ms after it was asked. */
  killedAfter: number;
  /** Which of the revisions is restored. */
  revision: number;
};

/** Time passes, and then some do something at the same moment. */
export type Step = { minutes: number; acts: Act[] };

/** Who works that day; the first person has two windows. */
export type Day = { roles: Role[]; steps: Step[] };

/** Records that a failure shows as they would be written. */
function plain<T>(fields: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> {
  return fc.record<T, never>(fields, { noNullPrototype: true }) as fc.Arbitrary<T>;
}

const place = fc.nat(99);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 6,
    arbitrary: plain({ how: fc.constantFrom(...EDITS), at: place, count: fc.integer({ min: 1, max: 30 }) }),
  },
  { weight: 2, arbitrary: plain({ how: fc.constantFrom(...LINES) }) },
  { weight: 1, arbitrary: plain({ how: fc.constant('insert' as const), at: place, block: anyBlock }) },
);

const act: fc.Arbitrary<Act> = plain({
  verb: fc.oneof(...Object.entries(VERBS).map(([verb, weight]) => ({ weight, arbitrary: fc.constant(verb as Verb) }))),
  window: fc.nat(9),
  isTranslation: fc.integer({ min: 0, max: 3 }).map((one) => one === 3),
  edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
  choice: fc.constantFrom<Choice>('both', 'mine', 'theirs'),
  minutes: fc.integer({ min: 1, max: 180 }),
  isAllowed: fc.boolean(),
  isExplicit: fc.boolean(),
  killedAfter: fc.nat(12),
  revision: fc.nat(99),
});

/** Whole quarters of an hour, so that what lies in one stays in one. */
const MINUTES = [15, 60, 26 * 60, 100 * 24 * 60];

const step: fc.Arbitrary<Step> = plain({
  minutes: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(...MINUTES) }),
  acts: fc.oneof(
    { weight: 4, arbitrary: fc.array(act, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(act, { minLength: 2, maxLength: 3 }) },
  ),
});

/** Somebody opens a text, schedules it, and mends it after that. */
const mending: fc.Arbitrary<Step[]> = act.map((one) =>
  (['reopen', 'schedule', 'save'] as const).map((verb) => ({ minutes: 0, acts: [{ ...one, verb }] })),
);

const steps = fc
  .array(fc.oneof({ weight: 9, arbitrary: step.map((one) => [one]) }, { weight: 1, arbitrary: mending }), {
    minLength: 4,
    maxLength: 20,
    size: 'max',
  })
  .map((some) => some.flat());

const role = fc.constantFrom<Role>('author', 'editor', 'editor', 'chief');

/** A day begins with something to publish. */
const opening: Edit[] = [{ how: 'headline' }, { how: 'add', at: 0, count: 30 }];

export const anyDay: fc.Arbitrary<Day> = plain({
  roles: fc.array(role, { minLength: 2, maxLength: 4 }).filter((roles) => roles.some((one) => one !== 'author')),
  steps: fc
    .tuple(act, steps)
    .map(([first, rest]): Step[] => [
      { minutes: 0, acts: [{ ...first, verb: 'autosave', window: 0, isTranslation: false, edits: opening }] },
      ...rest,
    ]),
});
