/** All who wait for the same work. */
export class Audience {
  readonly #gone = new AbortController();
  #waiting = 0;

  /** Aborted when everybody has gone. */
  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  get hasGone(): boolean {
    return this.#gone.signal.aborted;
  }

  /** Somebody more waits, until the signal says otherwise; without one, for as long as it takes. */
  join(signal?: AbortSignal): void {
    this.#waiting++;
    const leave = () => {
      if (--this.#waiting === 0) this.#gone.abort();
    };
    if (signal?.aborted) leave();
    else signal?.addEventListener('abort', leave, { once: true });
  }
}
