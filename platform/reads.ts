import { AsyncLocalStorage } from 'node:async_hooks';
import { nowMs } from '#platform/clock';
import { readingFrom } from '#platform/reading-from';

/** What an answer has been made from. */
export type Reads = {
  /** Surrogate keys: it is right until one of them is touched. */
  keys: Set<string>;
  /** It is right until then, milliseconds since 1970. */
  validUntil: number;
};

type Collected = Reads & { isOnlyOfToday: boolean; todayEnds: number };

/** Who hears of every change, and so knows what is still right. */
type Touches = { current: number; isValid(keys: string, change: number): boolean };

// Next builds a copy of this module of its own; what it reads is collected by the web server all the same.
const holder = globalThis as typeof globalThis & {
  portalReads?: AsyncLocalStorage<Collected>;
  portalTouches?: Touches;
};
holder.portalReads ??= new AsyncLocalStorage();
const storage = holder.portalReads;

/** Does some work. `reads` is filled in while it is done; it is complete when what the work has begun has ended. */
export function collectReads<T>(work: () => Promise<T>): { result: Promise<T>; reads(): Reads } {
  const collected = { keys: new Set<string>(), validUntil: Infinity, isOnlyOfToday: false, todayEnds: Infinity };
  return {
    result: storage.run(collected, work),
    reads: () => ({
      keys: collected.keys,
      validUntil: collected.isOnlyOfToday ? Math.min(collected.validUntil, collected.todayEnds) : collected.validUntil,
    }),
  };
}

/** Says which surrogate keys what is being read belongs to. Nobody asks outside of collectReads. */
export function dependOn(...keys: readonly string[]): void {
  const collected = storage.getStore();
  if (collected) for (const key of keys) collected.keys.add(key);
}

/** Says that what is being read is right until an instant. */
export function validUntil(instant: Date | number): void {
  const collected = storage.getStore();
  if (collected) collected.validUntil = Math.min(collected.validUntil, Number(instant));
}

/** Says that what is being read looks different tomorrow, if it is shown where today is known. */
export function validToday(): void {
  const collected = storage.getStore();
  if (collected) collected.isOnlyOfToday = true;
}

/** Says when the day ends for readers. Without it an answer shows no days. */
export function todayEnds(instant: Date): void {
  const collected = storage.getStore();
  if (collected) collected.todayEnds = instant.getTime();
}

/** From now on `remember` remembers, as long as these say that nothing was touched. */
export function rememberUntilTouched(touches: Touches): void {
  holder.portalTouches = touches;
}

type Remembered = { change: number; reads: () => Reads; result: Promise<unknown> };

/** There is one for each name: a few for a language and a year. */
const remembered = new Map<string, Remembered>();

/**
 * What is read again and again, read once until one of its surrogate keys is touched. Only for what readers get, and only
 * in a process that hears of changes; elsewhere it is read each time. Who is told of a change late answers with what was
 * there before it, and so does a page that is rendered in that moment: the change touches both.
 */
export function remember<T>(name: string, read: () => Promise<T>): Promise<T> {
  const touches = holder.portalTouches;
  if (!touches || !storage.getStore()) return read();
  const known = remembered.get(name);
  const isRight =
    known && nowMs() < known.reads().validUntil && touches.isValid([...known.reads().keys].join(' '), known.change);
  if (isRight) return withReads(known) as Promise<T>;
  // A replica need not have what has arrived since it was chosen.
  const change = readingFrom()?.change ?? touches.current;
  const entry: Remembered = { change, ...collectReads(read) };
  remembered.set(name, entry);
  entry.result.catch(() => remembered.get(name) === entry && remembered.delete(name));
  return withReads(entry) as Promise<T>;
}

/** Hands on what it was made from when it is there: until then its keys are not complete. */
async function withReads({ result, reads }: Remembered): Promise<unknown> {
  const value = await result;
  const { keys, validUntil: until } = reads();
  dependOn(...keys);
  validUntil(until);
  return value;
}
