import { countAudioFailures } from '#newsroom/audio/count-failures';
import { countWaiting } from '#newsroom/deliveries/count-waiting';
import { countLetters, type LetterCounts } from '#newsroom/letters/count-letters';
import { countUnpurged } from '#newsroom/purges/count-unpurged';
import { countPushes, type PushCounts } from '#newsroom/push/count-pushes';
import { countPending } from '#newsroom/search/count-pending';
import { countUntold } from '#newsroom/syndication/count-untold';
import { type Repeated, repeat } from '#server/repeat';

/** How often it is counted: as often as Prometheus asks, where nobody has told it otherwise, milliseconds. */
const EVERY_MS = 15_000;

type Backlogs = {
  deliveries: Awaited<ReturnType<typeof countWaiting>>;
  /** By listener. */
  pings: Record<string, number>;
  /** By purge target. */
  purges: Record<string, number>;
  pushes: PushCounts;
  letters: LetterCounts;
  /** Stories that could not be read aloud. */
  audioFailures: number;
  /** Entries of search's queue. */
  search: number;
};

export type WatchedBacklogs = Repeated & {
  /** As they were counted last; undefined where that was not possible. */
  counted(): Backlogs | undefined;
};

/** Counts what waits in the database to be worked off, for metrics: how often they are asked for makes no difference. */
export function watchBacklogs(everyMs = EVERY_MS): WatchedBacklogs {
  let found: Backlogs | undefined;
  const failure = 'what waits to be worked off could not be counted';
  const repeated = repeat({ everyMs, firstAfterMs: Math.min(everyMs, 2_000), failure }, async () => {
    const counting = Promise.all([
      ...([countWaiting(), countUntold(), countUnpurged(), countPushes()] as const),
      ...([countLetters(), countAudioFailures(), countPending()] as const),
    ]);
    // What cannot be counted is unknown, not as it was.
    const [deliveries, pings, purges, pushes, letters, audioFailures, search] = await counting.catch(
      (error: unknown) => {
        found = undefined;
        throw error;
      },
    );
    found = { deliveries, pings, purges, pushes, letters, audioFailures, search };
  });
  return { ...repeated, counted: () => found };
}
