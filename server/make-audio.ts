import { makeNextAudio } from '#newsroom/audio/make-next-audio';
import { dropOldestAudio, removeOrphanedAudio } from '#newsroom/audio/remove-audio';
import { type Repeated, repeat } from '#server/repeat';

/** How often it is looked for stories that have no audio of their text, milliseconds. */
const EVERY_MS = 10_000;

/**
 * Makes audios of stories, one at a time, and removes those of stories that readers do not have any more, soon after
 * `notify`, also where nothing reads aloud any more. Which process makes which is decided by PostgreSQL; what reads aloud
 * is a program or server of its own.
 */
export function makeAudio(everyMs = EVERY_MS): Repeated {
  return repeat({ everyMs, failure: 'audios could not be made' }, async ({ signal }) => {
    while ((await removeOrphanedAudio()) > 0);
    while (!signal.aborted && (await makeNextAudio()) !== null) await dropOldestAudio();
  });
}
