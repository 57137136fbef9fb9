import { type Sql, sql } from '#platform/database';

/** Whether a live blog goes on and readers of a language have it; `b` is its row. */
export function isOpenIn(language: Sql): Sql {
  return sql`(b.closed_at IS NULL AND EXISTS (
    SELECT FROM story s JOIN article a ON a.story_id = s.id
    WHERE s.id = b.story_id AND s.kind = 'live' AND a.language = ${language} AND a.state = 'published'))`;
}
