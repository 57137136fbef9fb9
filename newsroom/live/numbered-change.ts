import { type Sql, sql } from '#platform/database';

/**
 * The next number of a live blog's changes as `numbered` (story_id, change), for whatever is changed in the same
 * statement. `entry` is a query of the entry that is changed (id, story_id). The blog's row stays locked until commit, so
 * that no number becomes visible before a smaller one.
 */
export function numberedChange(entry: Sql): Sql {
  return sql`entry AS (${entry}), numbered AS (
      UPDATE live_blog b SET change = b.change + 1 FROM entry WHERE b.story_id = entry.story_id
      RETURNING b.story_id, b.change
    )`;
}

/** Gives what readers have of an entry that number, in all languages: they are told of it anew. `entries` are ids. */
export function tellAnew(entries: Sql): Sql {
  return sql`UPDATE live_entry_text t SET change = numbered.change
      FROM numbered WHERE t.entry_id IN (${entries}) AND t.state = 'published' RETURNING t.entry_id`;
}
