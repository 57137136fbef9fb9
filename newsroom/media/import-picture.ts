import { createHash } from 'node:crypto';
import type { Language } from '#i18n/languages';
import { createRenditions, storeMaster } from '#newsroom/media/create-renditions';
import { normalizeImage } from '#newsroom/media/normalize-image';
import { masterFile } from '#newsroom/media/picture';
import type { Refusal } from '#newsroom/media/picture-file';
import { readPictureHeader } from '#newsroom/media/read-picture-header';
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
 * Takes a JPEG, PNG, WebP, AVIF or GIF into the picture store: makes every crop, width and format that pages ask for
 * and records it with its words. Importing the same bytes again makes no second copy and renews the words. Returns the
 * picture's id. Fails by value where readPictureHeader does; throws on anything else.
 */
export async function importPicture(
  bytes: Uint8Array,
  { key, focus = { x: 0.5, y: 0.5 }, words, renditions = 'now' }: PictureToImport,
): Promise<{ ok: true; id: string } | { ok: false; why: Refusal }> {
  const stored = await storeOriginal(bytes, { focus, renditions });
  if (!stored.ok) return stored;
  const { id, width, height } = stored;
  const texts = Object.entries(words).map(([language, word]) => ({ language: language as Language, ...word }));
  await database().picture.upsert({
    where: { id },
    create: { id, key, width, height, focusX: focus.x, focusY: focus.y, texts: { create: texts } },
    update: { texts: { deleteMany: {}, create: texts } },
  });
  return { ok: true, id };
}

/**
 * Stores the files of a picture of which there is no row yet; the same bytes have the same id, and are stored once.
 * Returns its id and size in pixels. Fails by value where readPictureHeader does; throws on anything else.
 */
export async function storeOriginal(
  bytes: Uint8Array,
  {
    focus = { x: 0.5, y: 0.5 },
    renditions,
  }: Required<Pick<PictureToImport, 'renditions'>> & Pick<PictureToImport, 'focus'>,
): Promise<{ ok: true; id: string; width: number; height: number } | { ok: false; why: Refusal }> {
  const header = await readPictureHeader(bytes);
  if (!header.ok) return header;
  const { width, height } = header;
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 20);
  if (renditions === 'now' || !(await hasFile(masterFile(id)))) {
    const whole = await normalizeImage(bytes);
    await storeMaster(id, whole);
    if (renditions === 'now') await createRenditions({ id, cut: '', width, height, focus }, whole);
  }
  return { ok: true, id, width, height };
}
