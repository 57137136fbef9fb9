import { findBackupPlan } from '#newsroom/backups/find-backup-plan';
import { startInBackground } from '#platform/background-process';
import { type Repeated, repeat } from '#server/repeat';

/** How often it looks whether there is a plan and nobody at work, milliseconds. */
const EVERY_MS = 60_000;

/** Keeps the program that backs the portal up running while its owner wants that (processes/background/back-up.ts). */
export function backUp(everyMs = EVERY_MS): Repeated {
  let isRunning = false;
  const failure = 'whether to back up could not be found out';
  return repeat({ everyMs, firstAfterMs: Math.min(everyMs, 5_000), failure }, async () => {
    if (isRunning || !(await findBackupPlan())) return;
    isRunning = true;
    startInBackground('back-up', [], () => {
      isRunning = false;
    });
  });
}
