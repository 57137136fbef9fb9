import { AsyncLocalStorage } from 'node:async_hooks';

// Next builds a copy of this module of its own; the statements of what it does are ended all the same.
const holder = globalThis as typeof globalThis & { portalGone?: AsyncLocalStorage<AbortSignal> };
holder.portalGone ??= new AsyncLocalStorage();
const storage = holder.portalGone;

/** What a statement ends with whose reader has gone. Nobody is there to be told. */
export class ReaderGone extends Error {
  override name = 'ReaderGone';
}

/**
 * Does what is for one reader alone. When that reader goes, the statement that runs for them is ended, and no other is
 * begun: they end with ReaderGone.
 */
export function untilGone<T>(gone: AbortSignal, work: () => Promise<T>): Promise<T> {
  // (Prisma sends a statement when it is waited for.)
  return storage.run(gone, async () => await work());
}

/** Whose going ends what is done at present; undefined where it is for more than one reader. */
export function goneSignal(): AbortSignal | undefined {
  return storage.getStore();
}
