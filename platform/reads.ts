import { AsyncLocalStorage } from 'node:async_hooks';

/** What an answer has been made from. */
export type Reads = {
  /** Surrogate keys: it is right until one of them is touched. */
  keys: Set<string>;
  /** It is right until then, milliseconds since 1970. */
  validUntil: number;
};

type Collected = Reads & { isOnlyOfToday: boolean; todayEnds: number };

// Next builds a copy of this module of its own; what it reads is collected by the web server all the same.
const holder = globalThis as typeof globalThis & { portalReads?: AsyncLocalStorage<Collected> };
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
