import { hasDueMessage } from '#newsroom/push/lease';
import { takeBackWithdrawn } from '#newsroom/push/take-back';
import { runInBackground } from '#platform/background-process';
import { type Repeated, repeat } from '#server/repeat';

/** How often it looks whether notifications are to be sent, milliseconds. */
const EVERY_MS = 1_500;

/**
 * Takes back notifications of stories that were withdrawn, soon after `notify`, and has those sent that are due, by a
 * process that ends when none is left. Which process sends a message is decided by PostgreSQL.
 */
export function sendPushes(everyMs = EVERY_MS): Repeated {
  return repeat({ everyMs, failure: 'notifications could not be looked for' }, async ({ signal }) => {
    await takeBackWithdrawn();
    if (await hasDueMessage()) await runInBackground('send-pushes', [], signal);
  });
}
