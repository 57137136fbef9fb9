import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { LANGUAGES } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import { createRenditions, normalizeImage, storeMaster } from '#newsroom/media/create-renditions';
import { BYTE_LIMIT, type FileFormat, formatOfBytes, PIXEL_LIMIT, type Refusal } from '#newsroom/media/picture-file';
import { readEmbeddedMetadata } from '#newsroom/media/read-embedded-metadata';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';
import { runExclusive } from '#platform/run-exclusive';

type Saved = { ok: true; id: string; isNew: boolean } | { ok: false; why: Refusal | 'not-allowed' | 'busy' };

const CENTRE = { x: 0.5, y: 0.5 };

/**
 * Takes a file that somebody brings into the library: JPEG, PNG, WebP or AVIF by its bytes, whatever it is called. All
 * sizes are made before it is there; credit and caption begin with what the file says. A file that is there already is
 * recognised, and its words are left alone. Pictures are made one at a time; `busy` says that too many wait.
 */
export async function addPicture(actor: Actor, bytes: Uint8Array, { fileName }: { fileName: string }): Promise<Saved> {
  if (!may(actor, 'picture.create')) return { ok: false, why: 'not-allowed' };
  if (bytes.length > BYTE_LIMIT) return { ok: false, why: 'too-heavy' };
  const format = formatOfBytes(bytes);
  if (!format) return { ok: false, why: 'not-a-picture' };
  const size = await readSize(bytes, format);
  if (!size) return { ok: false, why: 'broken' };
  if (size.width * size.height > PIXEL_LIMIT) return { ok: false, why: 'too-large' };

  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 20);
  const saved = await runExclusive(() => takeIn(actor, bytes, { id, cut: '', ...size, fileName }));
  return saved ?? { ok: false, why: 'busy' };
}

/**
 * Width and height by the file's own header, upright; nothing is unfolded for it. undefined where it says something
 * else than its first bytes.
 */
async function readSize(bytes: Uint8Array, format: FileFormat): Promise<{ width: number; height: number } | undefined> {
  try {
    const meta = await sharp(bytes, { limitInputPixels: false }).metadata();
    const isIt = format === 'avif' ? meta.format === 'heif' && meta.compression === 'av1' : meta.format === format;
    return isIt ? meta.autoOrient : undefined;
  } catch {
    return undefined;
  }
}

type Original = { id: string; cut: string; width: number; height: number; fileName: string };

async function takeIn(actor: Actor, bytes: Uint8Array, original: Original): Promise<Saved> {
  const { id, width, height, fileName } = original;
  if ((await database().picture.count({ where: { id } })) > 0) return { ok: true, id, isNew: false };
  const whole = await normalizeImage(bytes, PIXEL_LIMIT).catch(() => undefined);
  if (!whole) return { ok: false, why: 'broken' };
  await storeMaster(id, whole);
  await createRenditions({ ...original, focus: CENTRE }, whole);

  const { credit, caption } = await readEmbeddedMetadata(bytes);
  const words = LANGUAGES.map(({ code }) => ({
    language: code,
    credit,
    caption: caption?.language === code ? caption.text : '',
  }));
  const made = await database().$executeRaw`
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
  return { ok: true, id, isNew: made === 1 };
}
