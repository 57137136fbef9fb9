import sharp, { type Sharp } from 'sharp';
import { CROPS, type Crop, cropSize, type Format, renditionFile, renditionsOf } from '#newsroom/media/picture';
import { hasFile, storeFile } from '#platform/files';

const ENCODE: Record<Format, (image: Sharp) => Sharp> = {
  avif: (image) => image.avif({ quality: 52, effort: 2 }),
  webp: (image) => image.webp({ quality: 74, effort: 3 }),
  jpg: (image) => image.jpeg({ quality: 76, mozjpeg: true }),
};

type Original = { id: string; width: number; height: number; focus: { x: number; y: number } };

/**
 * Makes those files of a picture that are not there yet, in every crop, width and format. `source` is the picture upright and whole, in any
 * size; from one smaller than the original the largest files come out soft. Returns how many were made.
 */
export async function saveRenditions(original: Original, source: Uint8Array): Promise<number> {
  const { width = 0, height = 0 } = await sharp(source).metadata();
  let made = 0;
  for (const crop of Object.keys(CROPS) as Crop[]) {
    const part = cropSize({ width, height }, crop);
    const place = (centre: number, length: number, room: number) =>
      Math.round(Math.min(Math.max(centre * room - length / 2, 0), room - length));
    const area = { ...part, left: place(original.focus.x, part.width, width), top: place(original.focus.y, part.height, height) };
    for (const { formats, ...size } of renditionsOf(original, crop)) {
      const missing: Format[] = [];
      // Names carry the content's hash, so a file that is there is right.
      for (const format of formats) if (!(await hasFile(renditionFile(original.id, crop, size.width, format)))) missing.push(format);
      if (missing.length === 0) continue;
      const { data, info } = await sharp(source).extract(area).resize(size).raw().toBuffer({ resolveWithObject: true });
      for (const format of missing) {
        const image = ENCODE[format](sharp(data, { raw: info }));
        await storeFile(renditionFile(original.id, crop, size.width, format), await image.toBuffer());
        made++;
      }
    }
  }
  return made;
}
