import type { Requests } from '#newsroom/redirects/record-requests';
import { unansweredForm } from '#newsroom/redirects/unanswered-form';

/** Counts are written together after so long. */
const GATHER_MS = 5_000;
/** So many different addresses are counted between two writes; what comes on top is not. */
const ADDRESS_LIMIT = 500;

export type RequestCountsOptions = {
  record(requests: Requests): Promise<void>;
  /** The counts could not be written, and are lost. */
  onError(error: unknown): void;
};

/** Gathers how often redirects and addresses without an answer are asked for. */
export class RequestCounts {
  readonly #options: RequestCountsOptions;
  #redirects = new Map<number, number>();
  #unanswered = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: RequestCountsOptions) {
    this.#options = options;
  }

  noteRedirect(id: number): void {
    this.#add(this.#redirects, id);
  }

  /** `target`: path and query of a request. */
  noteUnanswered(target: string): void {
    const address = unansweredForm(target);
    if (address !== undefined) this.#add(this.#unanswered, address);
  }

  /** Writes what has been gathered. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const requests = { redirects: this.#redirects, unanswered: this.#unanswered };
    this.#redirects = new Map();
    this.#unanswered = new Map();
    await this.#options.record(requests).catch((error: unknown) => this.#options.onError(error));
  }

  #add<Key>(counts: Map<Key, number>, key: Key): void {
    const count = counts.get(key) ?? 0;
    if (count === 0 && counts.size >= ADDRESS_LIMIT) return;
    counts.set(key, count + 1);
    this.#timer ??= setTimeout(() => void this.flush(), GATHER_MS).unref();
  }
}
