import { AsyncLocalStorage } from 'node:async_hooks';
import type { PrismaClient } from '#generated/prisma/client';

/** A database to read from in place of the primary, and the change up to which it is known to have all. */
export type ReplicaSource = { client: PrismaClient; change: number };

// Next builds a copy of this module of its own; what it reads comes from there all the same.
const holder = globalThis as typeof globalThis & { portalReadingFrom?: AsyncLocalStorage<ReplicaSource> };
holder.portalReadingFrom ??= new AsyncLocalStorage();
const storage = holder.portalReadingFrom;

/** Does work whose statements go to a database that can only be read. */
export function readFrom<T>(source: ReplicaSource, work: () => Promise<T>): Promise<T> {
  // (Prisma sends a statement when it is waited for.)
  return storage.run(source, async () => await work());
}

/** Where what is done at present reads from; undefined where that is the primary. */
export function readingFrom(): ReplicaSource | undefined {
  return storage.getStore();
}
