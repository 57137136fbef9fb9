import { audioFolder, readAudioFolder } from '#newsroom/audio/audio-file';
import { database } from '#platform/database';
import { readEnvironment } from '#platform/env';
import { removeFiles } from '#platform/files';
import { foldersOnDisk } from '#platform/files-on-disk';

/**
 * Removes audios from the disk of this machine that no story has any more, where machines have disks of their own:
 * whichever machine ends an audio removes only its own copy. `limit` is how many are compared with the database at a time.
 * Returns 0: what is left has been looked at.
 */
export async function removeStrayAudio(limit: number): Promise<number> {
  const { MACHINE_URL, MEDIA_S3_BUCKET, DATA_DIR } = readEnvironment();
  if (!MACHINE_URL || MEDIA_S3_BUCKET) return 0;
  const folders = (await foldersOnDisk(DATA_DIR, 'audio-')).flatMap((name) => readAudioFolder(name) ?? []);
  for (let from = 0; from < folders.length; from += limit) {
    const some = folders.slice(from, from + limit);
    const rows = await database().storyAudio.findMany({
      where: { articleId: { in: some.map(({ articleId }) => articleId) } },
      select: { articleId: true, hash: true, making: true },
    });
    const known = new Set(
      rows.flatMap(({ articleId, hash, making }) => [hash, making].map((one) => `${articleId} ${one}`)),
    );
    for (const { articleId, hash } of some)
      if (!known.has(`${articleId} ${hash}`)) await removeFiles(audioFolder(articleId, hash));
  }
  return 0;
}
