import { database } from '#platform/database';

/** Stories that could not be read aloud when it was last tried. */
export function countAudioFailures(): Promise<number> {
  return database().storyAudio.count({ where: { state: 'failed' } });
}
