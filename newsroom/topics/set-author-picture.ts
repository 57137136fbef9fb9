import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { permissionFor } from '#newsroom/topics/editable-topic';
import { database, sql } from '#platform/database';

/**
 * Gives an author a picture out of the library, by its id, or takes theirs away with null. The log keeps which it was,
 * by its file. `seen` is the one that they had when somebody chose: if it is another now, nothing is changed. Fails by
 * value for somebody who may not, where there is no such author, and for a picture that has been removed meanwhile.
 */
export async function setAuthorPicture(
  actor: Actor,
  key: string,
  pictureId: string | null,
  seen: string | null,
): Promise<Result> {
  if (!may(actor, permissionFor('author'))) return refuse('not-allowed', 'it');
  const [row] = await database().$queryRaw<{ isThere: boolean; isSeen: boolean; hasPicture: boolean }[]>`
    WITH found AS MATERIALIZED (
      SELECT id, key, picture_id FROM author WHERE key = ${key} FOR UPDATE
    ), chosen AS MATERIALIZED (
      SELECT id, file_name FROM picture WHERE id = ${pictureId} FOR KEY SHARE
    ), saved AS (
      UPDATE author a SET picture_id = ${pictureId} FROM found
      WHERE a.id = found.id AND found.picture_id IS DISTINCT FROM ${pictureId}
        AND found.picture_id IS NOT DISTINCT FROM ${seen}
        AND (${pictureId}::text IS NULL OR EXISTS (SELECT FROM chosen))
      RETURNING a.id, a.key, found.picture_id AS former_id
    ), line AS (
      ${recordEvent(
        actor,
        'author.changed',
        sql`SELECT key, NULL,
          coalesce((SELECT name FROM author_text w WHERE w.author_id = saved.id
            ORDER BY w.language <> ${actor.language} LIMIT 1), key),
          jsonb_build_object('changed', jsonb_build_object('picture', jsonb_build_array(
            (SELECT file_name FROM picture WHERE id = former_id), (SELECT file_name FROM chosen))))
        FROM saved`,
      )}
    )
    SELECT EXISTS (SELECT FROM found) AS "isThere",
      -- Chosen already, by somebody else too, is as it should be.
      EXISTS (SELECT FROM found WHERE picture_id IS NOT DISTINCT FROM ${seen}
        OR picture_id IS NOT DISTINCT FROM ${pictureId}) AS "isSeen", EXISTS (SELECT FROM chosen) AS "hasPicture"`;
  if (!row?.isThere) return refuse('not-found', 'topic');
  if (!row.isSeen) return refuse('conflict', 'it');
  return pictureId === null || row.hasPicture ? { ok: true } : refuse('not-found', 'picture');
}
