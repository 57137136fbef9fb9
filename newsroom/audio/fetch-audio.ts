import { readAudioFile } from '#newsroom/audio/audio-file';
import { askForFile } from '#newsroom/media/ask-for-file';
import type { Created } from '#newsroom/media/create-rendition';
import { listOtherMachines } from '#newsroom/media/machines';
import { database } from '#platform/database';
import { readEnvironment } from '#platform/env';
import { storeFile } from '#platform/files';

/** Audios that are just being fetched, by their names: a player asks for several parts of one at once. */
const underWay = new Map<string, Promise<Created>>();

/**
 * Fetches an audio that another machine has made out of that one's disk and keeps it on this one, where machines have
 * disks of their own (MACHINE_URL). Nobody is asked for what the database does not know. `away` where none has it that
 * can be asked, and another one cannot.
 */
export function fetchAudio(name: string): Promise<Created> {
  const known = underWay.get(name);
  if (known) return known;
  const fetching = fetchOnce(name).finally(() => underWay.delete(name));
  underWay.set(name, fetching);
  return fetching;
}

async function fetchOnce(name: string): Promise<Created> {
  const { MACHINE_URL, MEDIA_S3_BUCKET } = readEnvironment();
  const asked = readAudioFile(name);
  if (!MACHINE_URL || MEDIA_S3_BUCKET || !asked) return 'not-found';
  const audio = await database().storyAudio.findUnique({
    where: { articleId: asked.articleId },
    select: { hash: true, bytes: true },
  });
  if (audio?.hash !== asked.hash) return 'not-found';
  let isAnyAway = false;
  for (const machine of await listOtherMachines(MACHINE_URL)) {
    const bytes = await askForFile(machine, name, audio.bytes);
    if (bytes instanceof Uint8Array && bytes.length === audio.bytes) {
      await storeFile(name, bytes);
      return 'created';
    }
    isAnyAway ||= bytes === 'away';
  }
  return isAnyAway ? 'away' : 'not-found';
}
