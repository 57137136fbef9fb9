/** Requests for counts that come within so many milliseconds are one query. */
const BATCH_MS = 5;
/** Most articles in one query. */
const BATCH_LIMIT = 100;

type Count = (articles: readonly number[]) => Promise<Map<number, number>>;

/** Numbers of views, many articles in one query. */
export class ViewCounts {
  readonly #count: Count;
  #waiting = new Map<number, PromiseWithResolvers<number | undefined>>();

  constructor(count: Count) {
    this.#count = count;
  }

  /** How often an article has been read; undefined where it cannot be known just now. */
  get(article: number): Promise<number | undefined> {
    const known = this.#waiting.get(article);
    if (known) return known.promise;
    const asked = Promise.withResolvers<number | undefined>();
    this.#waiting.set(article, asked);
    if (this.#waiting.size === 1) setTimeout(() => this.#ask(), BATCH_MS);
    else if (this.#waiting.size >= BATCH_LIMIT) this.#ask();
    return asked.promise;
  }

  #ask(): void {
    const asked = this.#waiting;
    if (asked.size === 0) return;
    this.#waiting = new Map();
    this.#count([...asked.keys()]).then(
      (counts) => {
        for (const [article, { resolve }] of asked) resolve(counts.get(article) ?? 0);
      },
      () => {
        for (const { resolve } of asked.values()) resolve(undefined);
      },
    );
  }
}
