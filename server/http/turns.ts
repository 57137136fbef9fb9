/** So much of what does not lie ready is begun in one turn of the event loop. */
const PER_TURN = 6;

/**
 * Spreads work over turns of the event loop, so that however many requests arrive at once for what does not lie ready,
 * those for pages that do are answered between them. Where little arrives, nothing waits.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #begun = 0;

  /** Begins the work now, or in a later turn; first come, first served. */
  begin(work: () => void): void {
    if (this.#begun === 0) setImmediate(() => this.#next());
    if (this.#begun < PER_TURN && this.#waiting.length === 0) {
      this.#begun++;
      work();
    } else this.#waiting.push(work);
  }

  #next(): void {
    const now = this.#waiting.splice(0, PER_TURN);
    this.#begun = now.length;
    if (now.length > 0) setImmediate(() => this.#next());
    for (const work of now) work();
  }
}
