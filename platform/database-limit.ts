import { AsyncLocalStorage } from 'node:async_hooks';

// Next builds a copy of this module of its own; what it does counts all the same.
const holder = globalThis as typeof globalThis & { portalDatabaseLimit?: AsyncLocalStorage<DatabaseLimit> };
holder.portalDatabaseLimit ??= new AsyncLocalStorage();
const storage = holder.portalDatabaseLimit;

/** The message of what a statement ends with that has been waited for long enough (platform/database-trouble.ts). */
export const TOO_SLOW = 'the database has taken too long';

/**
 * Time is counted in ticks of so many milliseconds. While this process is busy with something else none passes: answers
 * may lie there that it has not looked at.
 */
const TICK_MS = 50;

/** How long some work may wait for the database, milliseconds: in all, or with `renews` for each of its answers. */
export class DatabaseLimit {
  readonly #over = new AbortController();
  readonly #renews: boolean;
  readonly #milliseconds: number;
  #left: number;
  #pending = 0;
  #clock: NodeJS.Timeout | undefined;

  constructor(milliseconds: number, { renews = false } = {}) {
    this.#milliseconds = milliseconds;
    this.#left = milliseconds;
    this.#renews = renews;
  }

  /** Aborted when there is no time left. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** Milliseconds that may still be waited. */
  get left(): number {
    return this.#left;
  }

  /** Counts what was waited for the database in another way. */
  spend(milliseconds: number): void {
    this.#left -= milliseconds;
    if (this.#left <= 0) this.#over.abort();
  }

  /** A wait begins; the function returned ends it. Several at a time count once. */
  begin(): () => void {
    if (this.#pending++ === 0) this.#clock = setInterval(() => this.spend(TICK_MS), TICK_MS).unref();
    let isEnded = false;
    return () => {
      if (isEnded) return;
      isEnded = true;
      if (this.#renews) this.#left = this.#milliseconds;
      if (--this.#pending === 0) clearInterval(this.#clock);
    };
  }
}

/** Does work that may wait for the database for so long; its statements then end with TOO_SLOW, and none begins. */
export function withDatabaseLimit<T>(limit: DatabaseLimit, work: () => Promise<T>): Promise<T> {
  // (Prisma sends a statement when it is waited for.)
  return storage.run(limit, async () => await work());
}

/** The limit of what is done at present. */
export function databaseLimit(): DatabaseLimit | undefined {
  return storage.getStore();
}
