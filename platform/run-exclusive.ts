import PQueue from 'p-queue';

/** More than so many waiting, each with its file in memory, are turned away. */
const WAITING = 8;

// Next may build several copies of this module; there must be one queue per process all the same.
const holder = globalThis as typeof globalThis & { portalTurns?: PQueue };

/**
 * Does heavy work when its turn comes: one at a time in this process. Null, and nothing done, where too many wait
 * already.
 */
export async function runExclusive<T>(work: () => Promise<T>): Promise<T | null> {
  holder.portalTurns ??= new PQueue({ concurrency: 1 });
  return holder.portalTurns.size < WAITING ? holder.portalTurns.add(work) : null;
}
