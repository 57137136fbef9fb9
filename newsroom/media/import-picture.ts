import { createHash } from 'node:crypto';
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { Language } from '#i18n/languages';
import { CROPS, type Crop, cropSize, FORMATS, type Format, renditionFile, renditionSizes } from '#newsroom/media/picture';
import { database } from '#platform/database';
import { hasFile, storeFile } from '#platform/files';

/** 40 megapixels: more than any camera's picture in a newspaper, less than a decompression bomb. */
const PIXEL_LIMIT = 40_000_000;

const ENCODE: Record<Format, (image: Sharp) => Sharp> = {
  avif: (image) => image.avif({ quality: 52, effort: 2 }),
  webp: (image) => image.webp({ quality: 74, effort: 3 }),
  jpg: (image) => image.jpeg({ quality: 76, mozjpeg: true }),
};

type PictureWords = Partial<Record<Language, { alt: string; caption: string; credit: string }>>;

/**
 * Takes a JPEG, PNG, WebP, GIF or AVIF into the picture store: makes every crop, width and format that pages ask for and
 * records it with its words. Importing the same bytes again makes no second copy and renews the words. Returns the picture's id.
 * `focus` is where crops are centred, 0 to 1 from left and top.
 * Fails by value when the bytes are no such picture or too large (40 megapixels); throws on anything else.
 */
export async function importPicture(
  bytes: Uint8Array,
  { key, focus = { x: 0.5, y: 0.5 }, words }: { key: string; focus?: { x: number; y: number }; words: PictureWords },
): Promise<{ ok: true; id: string } | { ok: false; why: 'not-a-picture' | 'too-large' }> {
  const meta = await readMetadata(bytes);
  if (!meta || !['jpeg', 'png', 'webp', 'gif', 'heif'].includes(meta.format)) return { ok: false, why: 'not-a-picture' };
  const { width, height } = meta.autoOrient;
  if (width * height > PIXEL_LIMIT) return { ok: false, why: 'too-large' };

  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 20);
  const upright = await sharp(bytes, { limitInputPixels: PIXEL_LIMIT })
    .autoOrient()
    .toColourspace('srgb')
    .png({ compressionLevel: 1 })
    .toBuffer();
  for (const crop of Object.keys(CROPS) as Crop[]) await makeRenditions(id, upright, { width, height }, crop, focus);

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

async function makeRenditions(
  id: string,
  upright: Uint8Array,
  original: { width: number; height: number },
  crop: Crop,
  focus: { x: number; y: number },
): Promise<void> {
  const part = cropSize(original, crop);
  const left = Math.round(Math.min(Math.max(focus.x * original.width - part.width / 2, 0), original.width - part.width));
  const top = Math.round(Math.min(Math.max(focus.y * original.height - part.height / 2, 0), original.height - part.height));
  for (const { width, height } of renditionSizes(original, crop)) {
    const missing: Format[] = [];
    // Names carry the content's hash, so a file that is there is right.
    for (const format of FORMATS) if (!(await hasFile(renditionFile(id, crop, width, format)))) missing.push(format);
    if (missing.length === 0) continue;
    const cut = sharp(upright)
      .extract({ left, top, ...part })
      .resize(width, height);
    const { data, info } = await cut.raw().toBuffer({ resolveWithObject: true });
    for (const format of missing) {
      const image = ENCODE[format](sharp(data, { raw: info }));
      await storeFile(renditionFile(id, crop, width, format), await image.toBuffer());
    }
  }
}
