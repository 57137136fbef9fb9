import type { PrismaClient } from '#generated/prisma/client';
import { timeline, walPosition } from '#newsroom/syndication/timeline';
import { connectReplica } from '#platform/database';
import { DatabaseLimit, withDatabaseLimit } from '#platform/database-limit';
import { log } from '#platform/log';
import { readDatabaseAddress } from '#platform/postgres-address';
import { type ReplicaSource, readFrom } from '#platform/reading-from';
import { goneSignal } from '#platform/until-gone';
import { repeat } from '#server/repeat';
import type { Written } from '#server/watch-outbox';

/** How often each is asked how far it has got while nobody needs to know, milliseconds. */
const EVERY_MS = 2_000;
/** A replica has so long to say how far it has got, milliseconds of waiting. */
const ASK_MS = 250;
/** What is made from a replica may wait for it so long in all; then the primary is asked, milliseconds. */
const READ_MS = 1_000;
/** One that has failed is left alone for so long, milliseconds. */
const AVOIDED_MS = 5_000;

/**
 * Whether a replica can be read from: yes, not yet (it lacks changes that readers may see), no (it does not answer), or
 * never as it is (it follows another primary, or is another database).
 */
export type ReplicaState = 'used' | 'behind' | 'away' | 'other';

type Replica = {
  /** Host and port. */
  name: string;
  client: PrismaClient;
  state: ReplicaState;
  /** How far it had got when it was asked last. */
  replayed: Written | undefined;
  avoidedUntil: number;
  asking: Promise<void> | undefined;
};

export type ReplicasOptions = {
  /** Where in the primary's log all changes are that this process knows of. */
  written(): Written | undefined;
  /** Number of the last of these changes. */
  change(): number;
};

/** How many replicas are in each state; names of hosts are nobody's business. */
export function countStates(states: Replicas['states']): Partial<Record<ReplicaState, number>> {
  const counts: Partial<Record<ReplicaState, number>> = {};
  for (const { state } of states) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** Databases that follow the primary, for what readers get: each only as long as it lacks no change. */
export class Replicas {
  readonly #options: ReplicasOptions;
  readonly #all: Replica[];
  readonly #watch: ReturnType<typeof repeat> | undefined;
  #turn = 0;
  /** What was read, by where from. */
  readonly counts = { replica: 0, primary: 0 };

  /** `urls`: addresses, separated by spaces. */
  constructor(urls: string, options: ReplicasOptions) {
    this.#options = options;
    this.#all = urls.split(/\s+/).flatMap((url) => (url ? [toReplica(url)] : []));
    if (this.#all.length === 0) return;
    this.#watch = repeat({ everyMs: EVERY_MS, firstAfterMs: 0, failure: 'replicas could not be asked' }, () =>
      Promise.all(this.#all.map((replica) => this.#ask(replica))),
    );
  }

  /** How each stands, and how many bytes of changes that readers may see it lacks, as far as that is known. */
  get states(): { name: string; state: ReplicaState; lacks: number | undefined }[] {
    const written = this.#options.written();
    return this.#all.map(({ name, state, replayed }) => ({
      name,
      state,
      lacks: written && replayed && Math.max(0, Number(written.wal - replayed.wal)),
    }));
  }

  /** Whether what readers get can be read although the primary is away. */
  get isAnyUsable(): boolean {
    return this.#all.some((replica) => this.#isUsable(replica));
  }

  /**
   * Does what only reads: from a replica that has every change this process knows of, in turn, or from the primary where
   * there is none. What a replica has failed at, by throwing or as `isDone` says, is done once more from the primary.
   */
  async read<T>(work: () => Promise<T>, isDone: (result: T) => boolean = () => true): Promise<T> {
    const chosen = this.#all.length > 0 ? await this.#choose() : undefined;
    if (chosen) {
      const { replica, ...source } = chosen;
      try {
        const result = await withDatabaseLimit(new DatabaseLimit(READ_MS), () => readFrom(source, work));
        if (isDone(result) || goneSignal()?.aborted) {
          this.counts.replica++;
          return result;
        }
      } catch (error) {
        if (goneSignal()?.aborted) throw error;
        log().debug({ replica: replica.name, err: error }, 'a replica has failed');
      }
      replica.avoidedUntil = performance.now() + AVOIDED_MS;
    }
    this.counts.primary++;
    return work();
  }

  async stop(): Promise<void> {
    await this.#watch?.stop();
    await Promise.allSettled(this.#all.map(({ client }) => client.$disconnect()));
  }

  async #choose(): Promise<({ replica: Replica } & ReplicaSource) | undefined> {
    if (!this.#options.written()) return undefined;
    const turn = this.#turn++;
    const inTurn = this.#all.map((_, index) => this.#all[(turn + index) % this.#all.length] as Replica);
    const ready = inTurn.find((replica) => this.#isUsable(replica));
    if (ready) return this.#sourceOf(ready);
    // Each was asked before the last change, and may have it by now.
    const behind = inTurn.filter((replica) => mayCatchUp(replica));
    await Promise.all(behind.map((replica) => this.#ask(replica)));
    const caughtUp = behind.find((replica) => this.#isUsable(replica));
    return caughtUp && this.#sourceOf(caughtUp);
  }

  /** In the same turn as it was found usable: the next change may be one that it lacks. */
  #sourceOf(replica: Replica) {
    return { replica, client: replica.client, change: this.#options.change() };
  }

  /** Its state is one of the past: a change may have arrived since. */
  #isUsable(replica: Replica): boolean {
    const { replayed } = replica;
    const written = this.#options.written();
    return (
      mayCatchUp(replica) &&
      written !== undefined &&
      replayed?.timeline === written.timeline &&
      replayed.wal >= written.wal
    );
  }

  #ask(replica: Replica): Promise<void> {
    replica.asking ??= this.#askNow(replica).finally(() => {
      replica.asking = undefined;
    });
    return replica.asking;
  }

  async #askNow(replica: Replica): Promise<void> {
    try {
      const [row] = await withDatabaseLimit(
        new DatabaseLimit(ASK_MS),
        () => replica.client.$queryRaw<{ wal: string; timeline: string }[]>`
          SELECT ${walPosition} AS wal, ${timeline} AS timeline`,
      );
      if (!row) throw new Error('a replica has not said how far it has got');
      replica.replayed = { wal: BigInt(row.wal), timeline: row.timeline };
      const written = this.#options.written();
      // While nothing is known of the primary nothing is said of others.
      if (written) note(replica, stateOf(replica.replayed, written));
    } catch (error) {
      replica.replayed = undefined;
      note(replica, 'away', error);
    }
  }
}

function toReplica(url: string): Replica {
  const address = readDatabaseAddress(url);
  const name = typeof address === 'string' ? 'unknown' : address.hosts.map((host) => host.name).join(',');
  const client = connectReplica(url);
  return { name, client, state: 'behind', replayed: undefined, avoidedUntil: 0, asking: undefined };
}

/** Whether it follows the primary and has not failed lately. */
function mayCatchUp({ state, avoidedUntil }: Replica): boolean {
  return (state === 'used' || state === 'behind') && performance.now() > avoidedUntil;
}

function stateOf(replayed: Written, written: Written): ReplicaState {
  if (replayed.timeline !== written.timeline) return 'other';
  return replayed.wal >= written.wal ? 'used' : 'behind';
}

const MESSAGES: Record<Exclude<ReplicaState, 'used' | 'behind'>, string> = {
  away: 'a replica does not answer; readers are served from the others',
  other: 'a replica follows another primary or is another database, and is not read from',
};

/** To lack changes for a moment is what replicas do; it is in the metrics. */
function note(replica: Replica, state: ReplicaState, error?: unknown): void {
  const { state: before, name } = replica;
  replica.state = state;
  if (state === before) return;
  if (state === 'away' || state === 'other') log().warn({ replica: name, err: error }, MESSAGES[state]);
  else if (before === 'away' || before === 'other') log().info({ replica: name }, 'a replica is read from again');
}
