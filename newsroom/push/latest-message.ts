import type { PushKind } from '#newsroom/push/push-message';
import { database, type Sql, sql } from '#platform/database';

/** The last message of an article; null where nothing was pushed of it. */
export async function latestOf(articleId: number): Promise<{ revision: number; kind: PushKind } | null> {
  const [found = null] = await database().$queryRaw<{ revision: number; kind: PushKind }[]>`
    SELECT revision, kind FROM push_message WHERE article_id = ${articleId} ORDER BY revision DESC LIMIT 1`;
  return found;
}

/**
 * For a statement that puts a message in the place of the last one: stops that where it is being sent, and has it as
 * `latest`, with the number of the last device that has something of the article or may have (`reached`). The row is
 * locked: no batch begins behind it. None where the last message is not the one that somebody has `seen`.
 */
export function stopLatest(articleId: number, seen: number): Sql {
  return sql`latest AS (
      UPDATE push_message m SET state = CASE WHEN state = 'sending' THEN 'stopped' ELSE state END,
        ended_at = coalesce(ended_at, now()),
        failed = failed + (SELECT count(*)::int FROM push_retry r WHERE r.message_id = m.id)
      WHERE article_id = ${articleId} AND revision = ${seen}::int AND NOT EXISTS (
        SELECT FROM push_message later WHERE later.article_id = ${articleId} AND later.revision > ${seen}::int
      )
      RETURNING id, kind, language, section_id, address, heard_at, last_id,
        greatest(batch_until, silent_until) AS reached
    ), given_up AS (
      DELETE FROM push_retry WHERE message_id IN (SELECT id FROM latest)
    )`;
}

/**
 * For a statement that ends all that is being sent, where `condition` holds. What was to be tried again has not reached
 * its devices.
 */
export function stopAll(condition: Sql): Sql {
  return sql`stopped AS (
      UPDATE push_message m SET state = 'stopped', ended_at = now(),
        failed = failed + (SELECT count(*)::int FROM push_retry r WHERE r.message_id = m.id)
      WHERE state = 'sending' AND ${condition}
      RETURNING id
    ), given_up AS (
      DELETE FROM push_retry WHERE message_id IN (SELECT id FROM stopped)
    )`;
}
