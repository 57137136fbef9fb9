import type { Language } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import { createRenditions } from '#newsroom/media/create-renditions';
import type { Words } from '#newsroom/media/library';
import { cutOf, type Focus } from '#newsroom/media/picture';
import { readSource } from '#newsroom/media/read-source';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql, sqlNothing } from '#platform/database';
import { runExclusive } from '#platform/run-exclusive';

/**
 * Gives a picture its words in each language, and its focus in whole per cent, if it is still of the version `seen`
 * (findLibraryPicture). Crops of another focus are made before
 * anybody is sent to them; those of the old one stay, for pages that others keep.
 */
export async function savePictureTexts(
  actor: Actor,
  id: string,
  { words, focus, seen }: { words: Partial<Record<Language, Words>>; focus: Focus; seen: number },
): Promise<Result> {
  const picture = await database().picture.findUnique({ where: { id } });
  if (!picture) return refuse('not-found', 'picture');
  if (!may(actor, 'picture.edit', { createdById: picture.addedById })) return refuse('not-allowed', 'it');
  if (picture.version !== seen) return refuse('conflict', 'it');
  const isMoved = cutOf(focus) !== cutOf({ x: picture.focusX, y: picture.focusY });
  const cut = isMoved ? cutOf(focus) : picture.cut;
  if (isMoved) {
    const source = await readSource(picture);
    if (!source.ok) return source.why === 'away' ? refuse('busy', 'it') : refuse('not-found', 'picture');
    const { width, height } = picture;
    if ((await runExclusive(() => createRenditions({ id, cut, width, height, focus }, source.bytes))) === null)
      return refuse('busy', 'it');
  }
  const rows = Object.entries(words).map(([language, texts]) => ({ language, ...texts }));
  const place = isMoved ? sql`, focus_x = ${focus.x}, focus_y = ${focus.y}, cut = ${cut}` : sqlNothing;
  const saved = await database().$executeRaw`
    WITH raised AS (
      UPDATE picture SET version = version + 1 ${place} WHERE id = ${id} AND version = ${seen}
      RETURNING id, file_name
    ), given AS (
      INSERT INTO picture_text (picture_id, language, alt, caption, credit)
      SELECT raised.id, w.language, w.alt, w.caption, w.credit
      FROM raised, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS w (language text, alt text, caption text, credit text)
      ON CONFLICT (picture_id, language)
      DO UPDATE SET alt = excluded.alt, caption = excluded.caption, credit = excluded.credit
    )
    ${recordEvent(
      actor,
      'picture.changed',
      sql`SELECT id, NULL, file_name, ${JSON.stringify(isMoved ? { focus: cut } : {})} FROM raised`,
    )}`;
  return saved === 1 ? { ok: true } : refuse('conflict', 'it');
}
