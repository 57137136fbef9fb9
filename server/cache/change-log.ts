import { EVERYTHING } from '#newsroom/surrogate-keys';
import type { Change } from '#newsroom/syndication/change';

/** Keys that are remembered: at a touch a second more than a day of them, and none is forgotten without a trace. */
const MAX_KEYS = 100_000;

type Touch = {
  /** Number of the batch of changes. */
  change: number;
  /** Number of the database's transaction. */
  transaction: number;
  /** Milliseconds, by performance.now(). */
  at: number;
};

const NEVER: Touch = { change: 0, transaction: 0, at: 0 };

/**
 * Which surrogate key was touched last when. What is in memory is compared by batches of changes as they arrived here;
 * what is on disk, also from before a restart, by transactions of the database.
 */
export class ChangeLog {
  readonly #maxKeys: number;
  /** The one touched longest ago first. */
  readonly #touches = new Map<string, Touch>();
  /** Of what is not remembered any more: the last touch. */
  #forgotten = NEVER;
  #current = 0;
  /** Every touch by this transaction or a later one is known; none before there is a history. */
  #knownSince = Infinity;

  constructor(maxKeys = MAX_KEYS) {
    this.#maxKeys = maxKeys;
  }

  /** Number of the last batch of changes: what was rendered after it arrived has it in. */
  get current(): number {
    return this.#current;
  }

  /** Takes in what the database remembers from before this process: touches since a transaction. */
  addHistory(touches: ReadonlyMap<string, number>, since: number): void {
    for (const [key, transaction] of touches) {
      const known = this.#touches.get(key);
      if (!known) this.#touch(key, { change: 0, transaction, at: 0 });
    }
    this.#knownSince = since;
  }

  add(changes: readonly Pick<Change, 'keys' | 'transaction'>[]): void {
    this.#current++;
    const at = performance.now();
    for (const { keys, transaction } of changes)
      for (const key of keys) this.#touch(key, { change: this.#current, transaction, at });
  }

  #touch(key: string, touch: Touch): void {
    this.#touches.delete(key);
    this.#touches.set(key, touch);
    if (this.#touches.size <= this.#maxKeys) return;
    const [oldest, forgotten] = this.#touches.entries().next().value ?? ['', NEVER];
    this.#touches.delete(oldest);
    this.#forgotten = {
      change: Math.max(this.#forgotten.change, forgotten.change),
      transaction: Math.max(this.#forgotten.transaction, forgotten.transaction),
      at: Math.max(this.#forgotten.at, forgotten.at),
    };
  }

  /** Whether none of the keys, as the header has them, has been touched after a batch. */
  isValid(keys: string, change: number): boolean {
    return this.#lastTouch(keys, 'change') <= change;
  }

  /** When one of the keys was touched last, by performance.now(). */
  touchedAt(keys: string): number {
    return this.#lastTouch(keys, 'at');
  }

  /** Whether none of the keys has been touched by any transaction from this one on. */
  isValidSince(keys: string, transaction: number): boolean {
    return transaction >= this.#knownSince && this.#lastTouch(keys, 'transaction') < transaction;
  }

  #lastTouch(keys: string, measure: keyof Touch): number {
    let last = Math.max(this.#forgotten[measure], this.#touches.get(EVERYTHING)?.[measure] ?? 0);
    for (const key of keys.split(' ')) last = Math.max(last, this.#touches.get(key)?.[measure] ?? 0);
    return last;
  }
}
