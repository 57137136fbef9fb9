import { setTimeout as sleep } from 'node:timers/promises';
import { continueCutShort } from '#newsroom/transfer/manage/continue-cut-short';
import { log } from '#platform/log';

/** How often it looks for imports that were cut short, milliseconds; up to half as much more, so that processes take turns. */
const EVERY_MS = 10_000;

/** Has imports go on whose process was killed, or whose machine was restarted. */
export function continueImports(everyMs = EVERY_MS): { stop(): Promise<void> } {
  const stopping = new AbortController();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(everyMs * (1 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => {});
      try {
        if (!stopping.signal.aborted) await continueCutShort();
      } catch (error) {
        // Mostly an unreachable database, which is logged elsewhere.
        log().debug({ err: error }, 'imports that were cut short could not be looked for');
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
