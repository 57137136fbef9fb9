import PQueue from 'p-queue';

/** Work that may wait, each with a file in memory; more is refused. */
const QUEUE_LIMIT = 8;

// Next may build several copies of this module; there must be one queue per process all the same.
const holder = globalThis as typeof globalThis & { portalQueue?: PQueue };

/** Does heavy work one at a time in this process. Null, and nothing is done, if too much is waiting already. */
export async function runExclusive<T>(work: () => Promise<T>): Promise<T | null> {
  holder.portalQueue ??= new PQueue({ concurrency: 1 });
  return holder.portalQueue.size < QUEUE_LIMIT ? holder.portalQueue.add(work) : null;
}
