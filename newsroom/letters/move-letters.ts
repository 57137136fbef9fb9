import { database } from '#platform/database';

/** When the next letter of a kind and language goes, and all days that may have one now. */
export type NextLetter = { kind: string; language: string; occasion: string; due_at: Date; fitting: string[] };

/**
 * Clears away letters to come of days that are no occasions any more because somebody has changed when letters of their
 * kind go: readers would get two. Those that nobody has touched are deleted. The first of the others becomes the next
 * letter where there is none yet; where there is one, a draft is on hold until somebody approves it.
 */
export async function moveLetters(next: readonly NextLetter[], at: Date): Promise<void> {
  await database().$executeRaw`
    WITH stale AS (
      SELECT l.id, l.occasion, l.version = 1 AS is_untouched, g.occasion AS next_occasion, g.due_at AS next_due_at,
        row_number() OVER (PARTITION BY l.kind, l.language, l.version = 1 ORDER BY l.due_at, l.id) = 1 AND NOT EXISTS (
          SELECT FROM letter k WHERE (k.kind, k.language, k.occasion) = (g.kind, g.language, g.occasion)
        ) AS is_next
      FROM letter l JOIN jsonb_to_recordset(${JSON.stringify(next)}::jsonb)
        AS g (kind text, language text, occasion text, due_at timestamptz, fitting jsonb) USING (kind, language)
      WHERE l.state IN ('draft', 'ready', 'held') AND l.started_at IS NULL AND l.due_at > greatest(now(), ${at}::timestamptz)
        AND NOT g.fitting ? l.occasion
    ), dropped AS (
      DELETE FROM letter l USING stale s WHERE l.id = s.id AND s.is_untouched AND l.version = 1
    )
    UPDATE letter l SET occasion = CASE WHEN s.is_next THEN s.next_occasion ELSE l.occasion END,
      due_at = CASE WHEN s.is_next THEN s.next_due_at ELSE l.due_at END,
      state = CASE WHEN s.is_next THEN l.state ELSE 'held' END
    FROM stale s
    -- Another machine may have moved it, or an editor may have decided, since this began.
    WHERE l.id = s.id AND NOT s.is_untouched AND l.occasion = s.occasion AND l.started_at IS NULL
      AND (s.is_next AND l.state IN ('draft', 'ready', 'held') OR l.state = 'draft')`;
}
