import sharp, { type Sharp } from 'sharp';
import {
  CROPS,
  type Crop,
  cropArea,
  type Focus,
  type Format,
  masterFile,
  type Picture,
  renditionFile,
  renditionsOf,
} from '#newsroom/media/picture';
import { hasFile, storeFile } from '#platform/files';

const ENCODE: Record<Format, (image: Sharp) => Sharp> = {
  avif: (image) => image.avif({ quality: 52, effort: 2 }),
  webp: (image) => image.webp({ quality: 74, effort: 3 }),
  jpg: (image) => image.jpeg({ quality: 76, mozjpeg: true }),
};

type Original = Pick<Picture, 'id' | 'cut' | 'width' | 'height'> & { focus: Focus };

/** Keeps what `normalizeImage` has made, for renditions to come. */
export async function storeMaster(id: string, whole: Uint8Array): Promise<void> {
  if (await hasFile(masterFile(id))) return;
  await storeFile(masterFile(id), await sharp(whole).jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer());
}

/**
 * Makes those files of a picture that are not there yet, in every crop, width and format. `source` is the picture
 * upright and whole, in any size; from one smaller than the original the largest files come out soft. Returns how many
 * were made.
 */
export async function createRenditions(original: Original, source: Uint8Array): Promise<number> {
  let made = 0;
  for (const crop of Object.keys(CROPS) as Crop[]) {
    for (const { formats, ...size } of renditionsOf(original, crop)) {
      const missing: Format[] = [];
      // Names carry the content's hash and the focus, so a file that is there is right.
      for (const format of formats)
        if (!(await hasFile(renditionFile(original, crop, size.width, format)))) missing.push(format);
      if (missing.length === 0) continue;
      await createSize(original, source, crop, size, missing);
      made += missing.length;
    }
  }
  return made;
}

/** Makes one size of a picture in one crop, in these formats. `source` is as for createRenditions. */
export async function createSize(
  original: Original,
  source: Uint8Array,
  crop: Crop,
  size: { width: number; height: number },
  formats: readonly Format[],
): Promise<void> {
  const { width = 0, height = 0 } = await sharp(source).metadata();
  const area = cropArea({ width, height }, crop, original.focus);
  const { data, info } = await sharp(source).extract(area).resize(size).raw().toBuffer({ resolveWithObject: true });
  for (const format of formats) {
    const image = ENCODE[format](sharp(data, { raw: info }));
    await storeFile(renditionFile(original, crop, size.width, format), await image.toBuffer());
  }
}
