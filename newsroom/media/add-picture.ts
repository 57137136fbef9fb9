import { createHash } from 'node:crypto';
import { LANGUAGES } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import { createRenditions, storeMaster } from '#newsroom/media/create-renditions';
import { normalizeImage } from '#newsroom/media/normalize-image';
import { BYTE_LIMIT, type Refusal } from '#newsroom/media/picture-file';
import { readEmbeddedMetadata } from '#newsroom/media/read-embedded-metadata';
import { readPictureHeader } from '#newsroom/media/read-picture-header';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';
import { isDiskFull } from '#platform/disk-full';
import { removeFiles } from '#platform/files';
import { runExclusive } from '#platform/run-exclusive';

type TakenIn = { ok: true; id: string; isNew: boolean } | { ok: false; why: 'broken' | 'disk-full' };
/** `isAnimated`: the file moves, and only its first frame was taken in. */
type Saved =
  | { ok: true; id: string; isNew: boolean; isAnimated: boolean }
  | { ok: false; why: Refusal | 'not-allowed' | 'busy' | 'disk-full' };

const CENTRE = { x: 0.5, y: 0.5 };

/**
 * Takes a file that somebody brings into the library: JPEG, PNG, WebP, AVIF or GIF by its bytes, whatever it is called.
 * All sizes are made before it is there; credit and caption begin with what the file says. A file that is there already
 * is recognised, and its words are left alone. Pictures are made one at a time; `busy` says that too many wait.
 */
export async function addPicture(actor: Actor, bytes: Uint8Array, { fileName }: { fileName: string }): Promise<Saved> {
  if (!may(actor, 'picture.create')) return { ok: false, why: 'not-allowed' };
  if (bytes.length > BYTE_LIMIT) return { ok: false, why: 'too-heavy' };
  const header = await readPictureHeader(bytes);
  if (!header.ok) return header;

  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 20);
  const { isAnimated, width, height } = header;
  const saved = await runExclusive(() => takeIn(actor, bytes, { id, cut: '', width, height, fileName }));
  if (!saved) return { ok: false, why: 'busy' };
  return saved.ok ? { ...saved, isAnimated } : saved;
}

type Original = { id: string; cut: string; width: number; height: number; fileName: string };

async function takeIn(actor: Actor, bytes: Uint8Array, original: Original): Promise<TakenIn> {
  const { id } = original;
  if (await isInLibrary(id)) return { ok: true, id, isNew: false };
  const whole = await normalizeImage(bytes).catch(() => undefined);
  if (!whole) return { ok: false, why: 'broken' };
  try {
    await storeMaster(id, whole);
    await createRenditions({ ...original, focus: CENTRE }, whole);
    return { ok: true, id, isNew: (await insertPicture(actor, bytes, original)) === 1 };
  } catch (error) {
    // No files without a picture. Where even that cannot be done, the first trouble is the one to be told.
    if (!(await isInLibrary(id).catch(() => true))) await removeFiles(id).catch(() => {});
    if (isDiskFull(error)) return { ok: false, why: 'disk-full' };
    throw error;
  }
}

async function isInLibrary(id: string): Promise<boolean> {
  return (await database().picture.count({ where: { id } })) > 0;
}

async function insertPicture(actor: Actor, bytes: Uint8Array, original: Original): Promise<number> {
  const { id, width, height, fileName } = original;
  const { credit, caption } = await readEmbeddedMetadata(bytes);
  const words = LANGUAGES.map(({ code }) => ({
    language: code,
    credit,
    caption: caption?.language === code ? caption.text : '',
  }));
  return database().$executeRaw`
    WITH made AS (
      INSERT INTO picture (id, key, width, height, file_name, added_by_id)
      VALUES (${id}, ${id}, ${width}, ${height}, ${fileName.slice(0, 200)}, ${actor.id})
      ON CONFLICT DO NOTHING
      RETURNING id, file_name
    ), words AS (
      INSERT INTO picture_text (picture_id, language, alt, caption, credit)
      SELECT made.id, w.language, '', w.caption, w.credit
      FROM made, jsonb_to_recordset(${JSON.stringify(words)}::jsonb) AS w (language text, caption text, credit text)
    )
    ${recordEvent(actor, 'picture.added', sql`SELECT id, NULL, file_name, '{}' FROM made`)}`;
}
