import { setTimeout as sleep } from 'node:timers/promises';
import { announceAbandonedRemoval } from '#newsroom/setup/remove-demo';
import { announceAbandonedImports } from '#newsroom/transfer/run/announce-import';
import { log } from '#platform/log';

/** How often it looks for imports that were cut short, milliseconds. */
const EVERY_MS = 60_000;

/**
 * Has readers' pages made anew after imports and removals of the demo that ended without saying so: nobody may ever go
 * on with them.
 */
export function announceImports(everyMs = EVERY_MS): { stop(): Promise<void> } {
  const stopping = new AbortController();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await announceAbandonedImports();
        await announceAbandonedRemoval();
      } catch (error) {
        // Mostly an unreachable database, which is logged elsewhere.
        log().debug({ err: error }, 'imports that were cut short could not be looked for');
      }
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => {});
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
