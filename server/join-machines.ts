import { pictureFollower } from '#newsroom/media/follow-pictures';
import { registerMachine } from '#newsroom/media/machines';
import { type Repeated, repeat } from '#server/repeat';

/** How often this machine says that it is there, and looks for pictures of others, milliseconds. */
const EVERY_MS = 30_000;
/** Until it has said so once: a database that is just starting may be too slow. */
const FIRST_MS = 1_000;

/**
 * Lets the other machines know under which address they can ask this one for pictures, and keeps its disk in step with
 * theirs.
 */
export function joinMachines(address: string): Repeated {
  let isKnown = false;
  const follow = pictureFollower();
  const failure = 'this machine could not be brought in step with the others';
  return repeat({ everyMs: () => (isKnown ? EVERY_MS : FIRST_MS), failure }, async ({ signal }) => {
    await registerMachine(address);
    isKnown = true;
    await follow(signal);
  });
}
