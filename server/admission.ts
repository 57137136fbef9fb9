import { AsyncLocalStorage } from 'node:async_hooks';
import PQueue from 'p-queue';
import { DatabaseLimit, databaseLimit, withDatabaseLimit } from '#platform/database-limit';

/** How long a request of a reader may wait for the database, milliseconds: with the rest it is answered in two seconds. */
export const READERS_LIMIT_MS = 1_800;

type Share = {
  /** So much is done at once: all kinds share one processor with pages that lie ready. */
  atOnce: number;
  /** So much may wait … */
  waiting: number;
  /** … and so long, milliseconds. */
  deadline: number;
  /** So many requests of one client may wait or be worked on: more than an office sends in the same moment. */
  perClient?: number;
};

/** Work that anybody can ask for. */
export type AnonymousWork =
  | 'page'
  | 'search'
  | 'suggestions'
  | 'api'
  | 'program'
  | 'share card'
  | 'sitemap'
  | 'view'
  | 'root';

const SHARES: Record<AnonymousWork, Share> = {
  /** Pages and feeds to render. */
  page: { atOnce: 2, waiting: 400, deadline: 10_000 },
  search: { atOnce: 2, waiting: 100, deadline: 5_000, perClient: 25 },
  suggestions: { atOnce: 1, waiting: 100, deadline: 2_000, perClient: 25 },
  api: { atOnce: 2, waiting: 100, deadline: 5_000, perClient: 25 },
  /** What needs a token of the API: pictures take long, and without a token there is hardly any work. */
  program: { atOnce: 8, waiting: 100, deadline: 10_000, perClient: 25 },
  'share card': { atOnce: 1, waiting: 20, deadline: 5_000 },
  sitemap: { atOnce: 1, waiting: 20, deadline: 10_000 },
  /** Views are recorded many at a time. */
  view: { atOnce: 50, waiting: 500, deadline: 5_000 },
  /** The redirect at the root. */
  root: { atOnce: 4, waiting: 200, deadline: 2_000 },
};

/** Pages are looked for in the database before, and some need none. */
const WITHOUT_DATABASE = new Set<AnonymousWork>(['page']);

/**
 * What became of work: done, or not begun, because too much waits (`busy`), because too much of this client waits
 * (`too-many`), because the database is away or slow (`unreachable`, `slow`) or because nobody waits for it any more (`gone`).
 */
export type Admitted<T> = { ok: true; value: T } | { ok: false; why: Refused | 'gone' };

type Refused = 'busy' | 'too-many' | 'unreachable' | 'slow';

export type DatabaseState = {
  isReachable(): boolean;
  /** Whether something has just waited for it in vain. */
  isSlow(): boolean;
};

export type AdmissionOptions = {
  /** Aborted when nobody waits for the work any more. What has begun is done all the same. */
  signal?: AbortSignal | undefined;
  /** Who asks, where that makes a difference: of two clients that wait, the one that has less in the queue comes first. */
  client?: string | undefined;
  /** What is more urgent than 0 comes first, and has a queue to itself as to how much may wait. */
  priority?: number;
};

/**
 * The gate in front of all work of anonymous readers that reaches Next or the database. Each kind has a share of its
 * own, so that a flood of one makes no other wait; what comes on top is turned away at once. See docs/decisions/077.
 */
export class Admission {
  readonly #queues = new Map<AnonymousWork, PQueue>();
  readonly #clients = new Map<string, number>();
  readonly #database: DatabaseState;
  /** Work that was turned away, by kind. */
  readonly refused: Partial<Record<AnonymousWork, number>> = {};

  /** How much of each kind waits for its turn, and how much is worked on. */
  get queues(): { kind: AnonymousWork; waiting: number; underWay: number }[] {
    return (Object.keys(SHARES) as AnonymousWork[]).map((kind) => {
      const { size = 0, pending = 0 } = this.#queues.get(kind) ?? {};
      return { kind, waiting: size, underWay: pending };
    });
  }

  constructor(database: DatabaseState = { isReachable: () => true, isSlow: () => false }) {
    this.#database = database;
  }

  /**
   * Does the work when it is its turn, within the limit of whoever asks for it. While the database is slow, waiting for
   * that turn counts as waiting for the database. Rejects as the work does.
   */
  async admit<T>(
    kind: AnonymousWork,
    work: () => Promise<T>,
    { signal, client, priority = 0 }: AdmissionOptions = {},
  ): Promise<Admitted<T>> {
    const queue = this.#queueOf(kind);
    const { waiting, deadline, perClient } = SHARES[kind];
    if (signal?.aborted) return { ok: false, why: 'gone' };
    if (!WITHOUT_DATABASE.has(kind) && !this.#database.isReachable()) return this.#refuse(kind, 'unreachable');
    if ((priority > 0 && !perClient ? queue.sizeBy({ priority }) : queue.size) >= waiting)
      return this.#refuse(kind, 'busy');
    if (client === undefined || !perClient) return this.#wait(kind, work, deadline, signal, priority);
    const key = `${kind} ${client}`;
    const own = this.#clients.get(key) ?? 0;
    if (own >= perClient) return this.#refuse(kind, 'too-many');
    this.#clients.set(key, own + 1);
    try {
      return await this.#wait(kind, work, deadline, signal, priority - own);
    } finally {
      const left = (this.#clients.get(key) ?? 1) - 1;
      if (left > 0) this.#clients.set(key, left);
      else this.#clients.delete(key);
    }
  }

  async #wait<T>(
    kind: AnonymousWork,
    work: () => Promise<T>,
    deadline: number,
    signal: AbortSignal | undefined,
    priority: number,
  ): Promise<Admitted<T>> {
    // Aborted while the work waits, never while it is done: its share is not free before it has ended.
    const leaving = new AbortController();
    const leave = () => leaving.abort();
    const timer = setTimeout(leave, deadline);
    const limit = databaseLimit() ?? new DatabaseLimit(READERS_LIMIT_MS);
    const slowTimer = setTimeout(() => this.#database.isSlow() && leave(), limit.left);
    signal?.addEventListener('abort', leave);
    const stopWaiting = () => {
      clearTimeout(timer);
      clearTimeout(slowTimer);
      signal?.removeEventListener('abort', leave);
    };
    const joinedAt = performance.now();
    let hasBegun = false;
    // The queue would do it in the context of whoever was before.
    const begin = AsyncLocalStorage.bind(() => {
      stopWaiting();
      if (this.#database.isSlow()) limit.spend(performance.now() - joinedAt);
      if (limit.signal.aborted) throw limit.signal.reason;
      hasBegun = true;
      return withDatabaseLimit(limit, work);
    });
    try {
      return { ok: true, value: await this.#queueOf(kind).add(begin, { priority, signal: leaving.signal }) };
    } catch (error) {
      if (hasBegun) throw error;
      return signal?.aborted
        ? { ok: false, why: 'gone' }
        : this.#refuse(kind, this.#database.isSlow() ? 'slow' : 'busy');
    } finally {
      stopWaiting();
    }
  }

  #refuse(kind: AnonymousWork, why: Refused): { ok: false; why: Refused } {
    this.refused[kind] = (this.refused[kind] ?? 0) + 1;
    return { ok: false, why };
  }

  #queueOf(kind: AnonymousWork): PQueue {
    const known = this.#queues.get(kind);
    if (known) return known;
    const queue = new PQueue({ concurrency: SHARES[kind].atOnce });
    this.#queues.set(kind, queue);
    return queue;
  }
}
