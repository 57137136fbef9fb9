import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/** Ends a live blog, so that open pages ask no more, or has it go on. One that is so already stays as it is. */
export async function closeCoverage(actor: Actor, storyId: number, isClosed: boolean): Promise<Result> {
  if (!may(actor, 'live.close')) return refuse('not-allowed', 'it');
  const [found] = await database().$queryRaw<{ id: number }[]>`
    WITH changed AS (
      UPDATE live_blog SET closed_at = CASE WHEN ${isClosed} THEN now() END
      WHERE story_id = ${storyId} AND (closed_at IS NOT NULL) <> ${isClosed}
      RETURNING story_id
    ), event AS (
      ${recordEvent(
        actor,
        isClosed ? 'live.closed' : 'live.reopened',
        sql`SELECT c.story_id, NULL, coalesce((
            SELECT w.headline FROM article a JOIN working_copy w ON w.article_id = a.id
            WHERE a.story_id = c.story_id ORDER BY a.id LIMIT 1), ''), '{}'
          FROM changed c`,
      )}
    )
    SELECT story_id AS id FROM live_blog WHERE story_id = ${storyId}`;
  return found ? { ok: true } : refuse('not-found', 'liveBlog');
}
