import { createHash } from 'node:crypto';
import sharp, { type Metadata } from 'sharp';
import type { Language } from '#i18n/languages';
import { createRenditions, normalizeImage, storeMaster } from '#newsroom/media/create-renditions';
import { masterFile } from '#newsroom/media/picture';
import { PIXEL_LIMIT } from '#newsroom/media/picture-file';
import { database } from '#platform/database';
import { hasFile } from '#platform/files';

type PictureWords = Partial<Record<Language, { alt: string; caption: string; credit: string }>>;

type PictureToImport = {
  key: string;
  /** Where crops are centred, 0 to 1 from left and top. */
  focus?: { x: number; y: number };
  words: PictureWords;
  /** `later`: a size is made when it is first asked for, or by create-missing-renditions. */
  renditions?: 'now' | 'later';
};

/**
 * Takes a JPEG, PNG, WebP, GIF or AVIF into the picture store: makes every crop, width and format that pages ask for
 * and records it with its words. Importing the same bytes again makes no second copy and renews the words. Returns the
 * picture's id. Fails by value when the bytes are no such picture or too large (40 megapixels); throws on anything
 * else.
 */
export async function importPicture(
  bytes: Uint8Array,
  { key, focus = { x: 0.5, y: 0.5 }, words, renditions = 'now' }: PictureToImport,
): Promise<{ ok: true; id: string } | { ok: false; why: 'not-a-picture' | 'too-large' }> {
  const meta = await readMetadata(bytes);
  if (!meta || !['jpeg', 'png', 'webp', 'gif', 'heif'].includes(meta.format))
    return { ok: false, why: 'not-a-picture' };
  const { width, height } = meta.autoOrient;
  if (width * height > PIXEL_LIMIT) return { ok: false, why: 'too-large' };

  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 20);
  if (renditions === 'now' || !(await hasFile(masterFile(id)))) {
    const whole = await normalizeImage(bytes, PIXEL_LIMIT);
    await storeMaster(id, whole);
    if (renditions === 'now') await createRenditions({ id, cut: '', width, height, focus }, whole);
  }

  const texts = Object.entries(words).map(([language, word]) => ({ language: language as Language, ...word }));
  await database().picture.upsert({
    where: { id },
    create: { id, key, width, height, focusX: focus.x, focusY: focus.y, texts: { create: texts } },
    update: { texts: { deleteMany: {}, create: texts } },
  });
  return { ok: true, id };
}

async function readMetadata(bytes: Uint8Array): Promise<Metadata | undefined> {
  try {
    return await sharp(bytes).metadata();
  } catch {
    return undefined;
  }
}
