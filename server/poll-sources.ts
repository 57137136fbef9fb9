import { setTimeout as sleep } from 'node:timers/promises';
import { hasDueSource } from '#newsroom/wire/poll-sources';
import { startInBackground } from '#platform/background-process';
import { log } from '#platform/log';

/** How often it looks whether a source is due, milliseconds; up to half as much more, so that processes take turns. */
const EVERY_MS = 5_000;

/**
 * Has sources of agencies asked that are due, by a process that ends when none is left. Which of them any process may
 * ask is decided by PostgreSQL.
 */
export function pollSources(everyMs = EVERY_MS): { stop(): Promise<void> } {
  const stopping = new AbortController();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(everyMs * (1 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => {});
      try {
        if (!stopping.signal.aborted && (await hasDueSource())) await pollOnce(stopping.signal);
      } catch (error) {
        // Mostly an unreachable database, which is logged elsewhere.
        log().debug({ err: error }, 'sources that are due could not be looked for');
      }
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Resolves when the process has ended, or when this one is to stop: then it ends too. */
function pollOnce(signal: AbortSignal): Promise<void> {
  return new Promise((ended) => {
    const end = () => {
      signal.removeEventListener('abort', end);
      ended();
    };
    signal.addEventListener('abort', end);
    startInBackground('poll-sources', [], end);
  });
}
