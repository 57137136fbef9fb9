import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database } from '#platform/database';

/** Longest text for a channel, characters. */
const LONGEST = 4_000;

/**
 * What a channel shows of a story in place of headline and standfirst (empty: these), or that it shows nothing of it.
 * `seen` is the version that somebody has changed, 0 for none. What is posted already changes with the next change of
 * the story. Refused for somebody who may not publish, for a text that is too long, and where somebody else has changed
 * it meanwhile.
 */
export async function saveChannelText(
  actor: Actor,
  {
    channelId,
    articleId,
    seen,
    text,
    isLeftOut,
  }: {
    channelId: number;
    articleId: number;
    seen: number;
    text: string;
    isLeftOut: boolean;
  },
): Promise<Result> {
  if (!may(actor, 'article.publish')) return refuse('not-allowed', 'it');
  if (text.length > LONGEST) return refuse('invalid', 'length');
  const saved = await database().$executeRaw`
    INSERT INTO channel_text AS known (destination_id, article_id, text, is_left_out, changed_by_id)
    SELECT d.id, a.id, ${text}, ${isLeftOut}, ${actor.id} FROM destination d, article a
    WHERE d.id = ${channelId} AND d.kind <> 'webhook' AND a.id = ${articleId}
      AND (${seen} = 0) = NOT EXISTS (
        SELECT FROM channel_text t WHERE t.destination_id = d.id AND t.article_id = a.id
      )
    ON CONFLICT (destination_id, article_id) DO UPDATE SET text = excluded.text, is_left_out = excluded.is_left_out,
      changed_by_id = excluded.changed_by_id, changed_at = now(), version = known.version + 1
    WHERE known.version = ${seen}`;
  return saved === 1 ? { ok: true } : refuse('conflict', 'it');
}
