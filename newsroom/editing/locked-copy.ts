import { type Sql, sql } from '#platform/database';

/**
 * An article's working copy, taken in hand for the rest of the statement, to stand as a CTE; with `version` only while
 * that is still the newest. Every statement that changes an article locks its working copy first, so that none waits
 * for another that waits for it.
 */
export function lockedCopy(articleId: number, version?: number): Sql {
  return sql`copy AS MATERIALIZED (
      SELECT * FROM working_copy
      WHERE article_id = ${articleId} AND (${version ?? null}::int IS NULL OR version = ${version ?? null}::int)
      FOR UPDATE
    )`;
}

/** Notes that something else than the text of the articles has changed whose ids `changed` (a CTE) has. */
export function touchCopies(changed: Sql): Sql {
  return sql`touched AS (
      UPDATE working_copy SET changed_at = now() WHERE article_id IN (SELECT id FROM ${changed})
    )`;
}

/** Keeps the text of the CTE `copy` as the revision of its version where the CTE `done` has a row. */
export function keepCopy(actor: { id: string; name: string }, done: Sql): Sql {
  return sql`kept AS (
      INSERT INTO revision (article_id, version, headline, standfirst, body, source, by_id, by_name)
      SELECT article_id, version, headline, standfirst, body, source, ${actor.id}, ${actor.name}
      FROM copy WHERE EXISTS (SELECT FROM ${done})
      ON CONFLICT DO NOTHING
    )`;
}
