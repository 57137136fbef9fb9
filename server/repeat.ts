import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '#platform/log';

export type Repeated = {
  /** There is something to do: not to be waited for until it is time. */
  notify(): void;
  /** Ends the work that is under way as soon as it looks at its signal, and waits for it. */
  stop(): Promise<void>;
};

export type Turn = {
  signal: AbortSignal;
  /** Waits for so many milliseconds, or until it is to stop. */
  pause(milliseconds: number): Promise<void>;
};

type Rhythm = {
  /** How long to wait between two times, milliseconds; a function is asked anew for each. */
  everyMs: number | (() => number);
  /** How long before the first time; as between two where it is not given. */
  firstAfterMs?: number;
  /** What is logged where `work` throws. */
  failure: string;
};

/**
 * Does `work` over and over in the background, never twice at a time: after a while, or soon after `notify`. Where it
 * throws, mostly because the database is away, which is logged elsewhere, it is done again the next time.
 */
export function repeat({ everyMs, firstAfterMs, failure }: Rhythm, work: (turn: Turn) => Promise<unknown>): Repeated {
  const stopping = new AbortController();
  const { signal } = stopping;
  const wait = typeof everyMs === 'number' ? () => everyMs : everyMs;
  let notified = Promise.withResolvers<void>();
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal }).catch(() => {});

  async function run(): Promise<void> {
    for (let waitMs = firstAfterMs ?? wait(); ; waitMs = wait()) {
      if (waitMs > 0) await Promise.race([notified.promise, pause(waitMs)]);
      if (signal.aborted) return;
      // Before the work: what it may have missed is done the next time.
      notified = Promise.withResolvers<void>();
      try {
        await work({ signal, pause });
      } catch (error) {
        log().debug({ err: error }, failure);
      }
    }
  }

  const running = run();
  return {
    notify: () => notified.resolve(),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
