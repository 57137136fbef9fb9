import { recordEvent } from '#newsroom/audit/record-event';
import { EDITABLE, MOST_ITEMS } from '#newsroom/letters/kinds';
import type { LetterItem } from '#newsroom/letters/writing/find-letter';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, type Sql, sql } from '#platform/database';

/** What an event of the activity log says a letter is called: kind, language and day. */
export function nameLetter(letters: Sql): Sql {
  return sql`SELECT id, language, kind || ' ' || occasion, '{}' FROM ${letters}`;
}

export type LetterInput = {
  /** The version that was read. */
  seen: number;
  /** Empty for what it is by itself. */
  subject: string;
  intro: string;
  /** What is in it from now on; null for what there is when it is sent. */
  items: readonly LetterItem[] | null;
};

/**
 * Saves what a letter is to say, if nobody has since the version `seen`. Refused for somebody who may not, once it is
 * being sent, where it would have too much in it, and where a story is not published in its language.
 */
export async function saveLetter(
  actor: Actor,
  id: number,
  { seen, subject, intro, items }: LetterInput,
): Promise<Result> {
  if (!may(actor, 'letter.edit')) return refuse('not-allowed', 'it');
  if (items && items.length > MOST_ITEMS) return refuse('too-many', 'letterItem', { most: MOST_ITEMS });
  const rows = (items ?? []).map(({ articleId, noteId, line }, position) => ({
    ...{ position, article_id: articleId, note_id: noteId, line },
  }));
  const saved = await database().$executeRaw`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS g (position int, article_id int, note_id int, line text)
    ), saved AS (
      UPDATE letter l SET subject = ${subject}, intro = ${intro}, is_by_hand = ${items !== null},
        version = version + 1, changed_by_id = ${actor.id}
      WHERE id = ${id} AND version = ${seen} AND state = ANY (${[...EDITABLE]}::text[]) AND started_at IS NULL
        AND NOT EXISTS (
          SELECT FROM given g WHERE NOT EXISTS (
            SELECT FROM article a WHERE a.id = g.article_id AND a.language = l.language AND a.state = 'published'
              AND (g.note_id IS NULL OR EXISTS (
                SELECT FROM article_note n WHERE n.id = g.note_id AND n.article_id = a.id
              ))
          )
        )
      RETURNING id, kind, language, occasion
    ), dropped AS (
      DELETE FROM letter_item WHERE letter_id IN (SELECT id FROM saved) AND position >= ${rows.length}
    ), kept AS (
      INSERT INTO letter_item (letter_id, position, article_id, note_id, line)
      SELECT s.id, g.position, g.article_id, g.note_id, g.line FROM saved s, given g
      ON CONFLICT (letter_id, position) DO UPDATE SET article_id = excluded.article_id, note_id = excluded.note_id,
        line = excluded.line
    )
    ${recordEvent(actor, 'letter.letterChanged', nameLetter(sql`saved`))}`;
  return saved === 1 ? { ok: true } : findRefusal(id, seen);
}

async function findRefusal(id: number, seen: number): Promise<Result> {
  const letter = await database().letter.findUnique({
    where: { id },
    select: { version: true, state: true, startedAt: true },
  });
  if (!letter) return refuse('not-found', 'letter');
  if (letter.startedAt || !EDITABLE.includes(letter.state)) return refuse('wrong-state', 'letter');
  return letter.version === seen ? refuse('invalid', 'notPublished') : refuse('conflict', 'it');
}

/** The published article of a language that an address or a number leads to; null where there is none. */
export async function findStoryFor(language: string, written: string): Promise<number | null> {
  const text = written.trim();
  const path = URL.parse(text, 'https://site.invalid')?.pathname ?? '';
  const slug = /\/post\/([a-z0-9-]+)\/?$/.exec(path)?.[1] ?? text;
  const found = await database().article.findFirst({
    where: { language, slug, state: 'published' },
    select: { id: true },
  });
  return found?.id ?? null;
}
