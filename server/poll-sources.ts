import { hasDueSource } from '#newsroom/wire/poll-sources';
import { runInBackground } from '#platform/background-process';
import { type Repeated, repeat } from '#server/repeat';

/** How often it looks whether a source is due, milliseconds; up to half as much more, so that processes take turns. */
const EVERY_MS = 5_000;

/**
 * Has sources of agencies asked that are due, by a process that ends when none is left. Which of them any process may
 * ask is decided by PostgreSQL.
 */
export function pollSources(everyMs = EVERY_MS): Repeated {
  const failure = 'sources that are due could not be looked for';
  return repeat({ everyMs: () => everyMs * (1 + Math.random() / 2), failure }, async ({ signal }) => {
    if (await hasDueSource()) await runInBackground('poll-sources', [], signal);
  });
}
