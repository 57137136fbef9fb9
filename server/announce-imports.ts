import { announceAbandonedRemoval } from '#newsroom/setup/remove-demo';
import { announceAbandonedImports } from '#newsroom/transfer/run/announce-import';
import { type Repeated, repeat } from '#server/repeat';

/** How often it looks for imports that were cut short, milliseconds. */
const EVERY_MS = 60_000;

/**
 * Has readers' pages made anew after imports and removals of the demo that ended without saying so: nobody may ever go
 * on with them.
 */
export function announceImports(everyMs = EVERY_MS): Repeated {
  const failure = 'imports that were cut short could not be looked for';
  return repeat({ everyMs, firstAfterMs: 0, failure }, async () => {
    await announceAbandonedImports();
    await announceAbandonedRemoval();
  });
}
