import { type Sql, sql } from '#platform/database';

/**
 * Whether a text of the database has a part of a word or sentence in it, however its letters are written (Erdoğan is
 * Erdogan). `folded` is the text as `search.folded` makes it: a column of such, or an expression that an index is of.
 */
export function contains(folded: Sql, part: string): Sql {
  return sql`${folded} LIKE search.folded(${`%${part.replace(/[\\%_]/g, '\\$&')}%`})`;
}
