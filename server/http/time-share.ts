/** Lets work take no more than a share of a process's time, and what it has left over for `keptMs` at most. */
export class TimeShare {
  readonly #share: number;
  readonly #keptMs: number;
  /** Milliseconds that may be spent; less than none after work that took longer. */
  #leftMs: number;
  #at = performance.now();

  constructor(share: number, keptMs: number) {
    this.#share = share;
    this.#keptMs = keptMs;
    this.#leftMs = keptMs;
  }

  /** Does the work if there is time for it, at once and to its end. */
  use<Result>(work: () => Result): Result | undefined {
    const begin = performance.now();
    this.#leftMs = Math.min(this.#keptMs, this.#leftMs + (begin - this.#at) * this.#share);
    this.#at = begin;
    if (this.#leftMs <= 0) return undefined;
    const result = work();
    this.#leftMs -= performance.now() - begin;
    return result;
  }
}
