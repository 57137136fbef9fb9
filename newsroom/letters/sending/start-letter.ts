import { renderLetter } from '#newsroom/letters/rendering/render-letter';
import type { HeldLetter } from '#newsroom/letters/sending/lease';
import { composeLetter, findLetter, listItems } from '#newsroom/letters/writing/find-letter';
import { database } from '#platform/database';

/**
 * Begins to send a letter: what it says from now on, and whom it is for, in one statement. Where nothing is in it, it is
 * sent to nobody. False where somebody has changed it meanwhile, or has it.
 */
export async function startLetter({ id, holder }: HeldLetter): Promise<boolean> {
  const letter = await findLetter(id);
  if (!letter) return false;
  const items = await listItems(letter);
  const content = await composeLetter(letter, items);
  if (content.stories.length + content.corrections.length === 0) return endEmpty({ id, holder }, letter.version);
  const { subject, html, text } = await renderLetter(content);
  const shown = new Set(content.stories.map((story) => story.id));
  const noted = new Set(content.corrections.map(({ noteId }) => noteId));
  const kept = items.filter(({ articleId, noteId }) => (noteId === null ? shown.has(articleId) : noted.has(noteId)));
  const rows = kept.map(({ articleId, noteId, line }, position) => ({
    ...{ position, article_id: articleId, note_id: noteId, line },
  }));
  const started = await database().$executeRaw`
    WITH started AS (
      UPDATE letter SET state = 'sending', sent_subject = ${subject}, html = ${html}, text = ${text},
        started_at = now(), version = version + 1
      WHERE id = ${id} AND lease = ${holder} AND leased_until > now() AND state IN ('draft', 'ready')
        AND version = ${letter.version}
      RETURNING id, kind, language
    ), dropped AS (
      DELETE FROM letter_item WHERE letter_id IN (SELECT id FROM started) AND position >= ${rows.length}
    ), kept AS (
      INSERT INTO letter_item (letter_id, position, article_id, note_id, line)
      SELECT s.id, g.position, g.article_id, g.note_id, g.line
      FROM started s, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS g (position int, article_id int, note_id int, line text)
      ON CONFLICT (letter_id, position) DO UPDATE SET article_id = excluded.article_id, note_id = excluded.note_id,
        line = excluded.line
    ), addressed AS (
      -- The first reader of each domain, then the second of each: none waits for a domain that takes many.
      INSERT INTO letter_recipient (letter_id, subscriber_id, domain, position)
      SELECT st.id, s.id, s.domain, row_number() OVER (PARTITION BY s.domain ORDER BY s.id)
      FROM started st
      JOIN subscription n ON n.kind = st.kind
      JOIN subscriber s ON s.id = n.subscriber_id AND s.state = 'confirmed' AND s.language = st.language
    )
    SELECT FROM started`;
  return started === 1;
}

async function endEmpty({ id, holder }: Pick<HeldLetter, 'id' | 'holder'>, version: number): Promise<boolean> {
  await database().$executeRaw`
    UPDATE letter SET state = 'empty', ended_at = now(), lease = NULL, version = version + 1
    WHERE id = ${id} AND lease = ${holder} AND state IN ('draft', 'ready') AND version = ${version}`;
  return false;
}
