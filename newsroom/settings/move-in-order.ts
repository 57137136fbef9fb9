import { type Sql, sql } from '#platform/database';

/**
 * Moves the row of a key one place up or down among all rows of a table that have a key and a position, as a part of a
 * statement: gives rows (key, has_moved). The first does not go further up, nor the last down.
 */
export function moveInOrder(table: Sql, key: string, direction: 'up' | 'down'): Sql {
  const step = direction === 'up' ? -1.5 : 1.5;
  return sql`
    WITH seen AS MATERIALIZED (
      SELECT key, position FROM ${table} ORDER BY key FOR UPDATE
    ), numbered AS (
      SELECT key, row_number() OVER (ORDER BY position, key) AS place FROM seen
    ), ordered AS (
      SELECT key, place - 1 AS former,
        row_number() OVER (ORDER BY place + CASE WHEN key = ${key} THEN ${step}::numeric ELSE 0 END) - 1 AS place
      FROM numbered
    )
    UPDATE ${table} t SET position = ordered.place FROM ordered
    -- Rows that have been given the same position come apart.
    WHERE ordered.key = t.key AND (ordered.place <> ordered.former OR ordered.place <> t.position)
    RETURNING t.key, ordered.place <> ordered.former AS has_moved`;
}
