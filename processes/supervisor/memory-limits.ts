import { totalmem } from 'node:os';

const MEGABYTE = 1_048_576;
/** With less than this the limits below are tightened, bytes. */
const SMALL = 1_152 * MEGABYTE;
/** Of finished pages, within the limits below, megabytes. */
const USUAL_PAGES = 64;

/** What the machine, or the container that we run in, has, bytes. */
export function availableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/**
 * Options of V8 for a web process on a machine with so many bytes of memory. By default V8 lets 100 MB of live objects
 * take 280. With these limits a process that has made 5,000 pages takes 378 MB, and rendering a page takes a tenth
 * longer. A small machine gives a third of what it has: PostgreSQL and the other processes need the rest. `pages` is
 * PAGES_MEMORY_MB: who sets more of it than the usual gets as much more.
 */
export function heapOptions(available: number, pages: number): string[] {
  const usual = Math.max(160, Math.min(384, Math.floor(available / 3 / MEGABYTE)));
  const old = usual + Math.max(0, pages - USUAL_PAGES);
  return [`--max-old-space-size=${old}`, `--max-semi-space-size=${available < SMALL ? 4 : 16}`];
}
