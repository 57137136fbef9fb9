import { audioAddress } from '#newsroom/audio/audio-file';
import { articleKey } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** A story as readers can hear it. */
export type StoryAudio = { address: string; seconds: number; bytes: number };

/** The audio of an article; null where there is none. */
export async function findAudio(articleId: number): Promise<StoryAudio | null> {
  dependOn(articleKey(articleId));
  const row = await database().storyAudio.findUnique({
    where: { articleId },
    select: { hash: true, seconds: true, bytes: true },
  });
  if (!row?.hash) return null;
  return { address: audioAddress(articleId, row.hash), seconds: row.seconds, bytes: row.bytes };
}
