import { randomNumbers } from '#bench/corpus';
import type { Asked, Machines } from '#bench/day/machines';

/** Requests a second, whatever has become of those before. */
const PER_SECOND = 40;
/** No reader's page is to take longer, milliseconds. */
const LIMIT_MS = 1_000;

export type Reading = {
  requests: number;
  /** Neither a page nor a redirect. */
  failed: number;
  over1s: number;
  slowest: number;
  p50: number;
  p99: number;
  /** By what happened just then: what was too slow or failed. */
  worst: { during: string; path: string; ms: number; status: number }[];
};

/** Readers of fronts, lists, feeds, searches and stories: the newest are read most (the n-th about 1/n as often). */
export class Readers {
  readonly #machines: Machines;
  readonly #slugs: string[];
  readonly #random = randomNumbers(11);
  readonly #times: number[] = [];
  readonly #worst: Reading['worst'] = [];
  readonly #under = new Set<Promise<void>>();
  readonly #timer: NodeJS.Timeout;
  #failed = 0;
  during = 'quiet';

  /** `slugs`: addresses of stories, the newest first; it grows while they read. */
  constructor(machines: Machines, slugs: string[]) {
    [this.#machines, this.#slugs] = [machines, slugs];
    this.#timer = setInterval(() => {
      const one: Promise<void> = this.#read().finally(() => this.#under.delete(one));
      this.#under.add(one);
    }, 1_000 / PER_SECOND);
  }

  async #read(): Promise<void> {
    const { during } = this;
    this.#note(during, await this.#machines.ask(this.#path()));
  }

  #path(): string {
    const random = this.#random();
    const language = ['en', 'en', 'ru', 'arm'][Math.floor(this.#random() * 4)];
    const number = 1 + Math.floor(this.#random() * 8);
    if (random < 0.2) return `/${language}`;
    if (random < 0.28) return `/${language}/section-${number}`;
    if (random < 0.34) return `/${language}/tag/tag-${number}`;
    if (random < 0.38) return `/${language}/feed.xml`;
    if (random < 0.4) return `/${language}/search?q=${this.#slugs[number]}`;
    const rank = Math.floor(this.#slugs.length ** this.#random());
    return `/en/post/${this.#slugs[Math.min(rank, this.#slugs.length) - 1]}`;
  }

  #note(during: string, { path, status, ms }: Asked): void {
    this.#times.push(ms);
    const hasFailed = status === 0 || status >= 400;
    if (hasFailed) this.#failed++;
    if (hasFailed || ms > LIMIT_MS) this.#worst.push({ during, path, ms: Math.round(ms), status });
  }

  async stop(): Promise<Reading> {
    clearInterval(this.#timer);
    await Promise.all(this.#under);
    const times = this.#times.toSorted((a, b) => a - b);
    const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0);
    return {
      requests: times.length,
      failed: this.#failed,
      over1s: times.filter((ms) => ms > LIMIT_MS).length,
      ...{ slowest: at(1), p50: at(0.5), p99: at(0.99) },
      worst: this.#worst.toSorted((a, b) => b.ms - a.ms).slice(0, 40),
    };
  }
}
