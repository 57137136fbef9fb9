import { audioFolder } from '#newsroom/audio/audio-file';
import { database } from '#platform/database';
import { readEnvironment } from '#platform/env';
import { removeFiles } from '#platform/files';

/** Files that are removed at a time. */
const AT_ONCE = 50;

/**
 * Removes audios of stories that readers do not have any more: withdrawn, unpublished, in the trash or deleted. Returns
 * how many went; there may be more.
 */
export async function removeOrphanedAudio(): Promise<number> {
  const orphans = await database().$queryRaw<{ articleId: number; hash: string; making: string }[]>`
    SELECT s.article_id AS "articleId", s.hash, s.making FROM story_audio s
    WHERE s.leased_until <= now() AND NOT EXISTS (
      SELECT FROM article a WHERE a.id = s.article_id AND a.state = 'published' AND a.removed_at IS NULL
    )
    LIMIT ${AT_ONCE}::int`;
  for (const { articleId, hash, making } of orphans) {
    // The row last: whoever is interrupted comes by it again.
    for (const one of new Set([hash, making])) if (one) await removeFiles(audioFolder(articleId, one));
    await database().storyAudio.deleteMany({ where: { articleId, hash, making } });
  }
  return orphans.length;
}

/** Removes the oldest audios while all together take more than SPEECH_DISK_MB. Returns how many went. */
export async function dropOldestAudio(): Promise<number> {
  const limit = readEnvironment().SPEECH_DISK_MB * 1_048_576;
  const surplus = await database().$queryRaw<{ articleId: number; hash: string }[]>`
    SELECT article_id AS "articleId", hash FROM (
      SELECT article_id, hash, published_at, sum(bytes) OVER (ORDER BY published_at DESC, article_id DESC) AS total
      FROM story_audio WHERE hash <> ''
    ) AS kept
    WHERE total > ${limit} ORDER BY published_at LIMIT ${AT_ONCE}::int`;
  for (const { articleId, hash } of surplus) {
    await removeFiles(audioFolder(articleId, hash));
    await database().storyAudio.updateMany({
      where: { articleId, hash },
      data: { hash: '', bytes: 0, seconds: 0, state: 'dropped' },
    });
  }
  return surplus.length;
}
