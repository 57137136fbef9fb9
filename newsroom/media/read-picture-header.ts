import sharp from 'sharp';
import { formatOfBytes, isAnimatedPng, type Refusal, sizeProblem } from '#newsroom/media/picture-file';

/** `isAnimated`: of what moves, only the first frame is taken in. */
type PictureHeader = { ok: true; width: number; height: number; isAnimated: boolean } | { ok: false; why: Refusal };

/**
 * What a file says of itself, before anything of it is decoded: width and height in pixels, upright, and whether it
 * moves. Fails by value where it is no picture that is taken in, or something else than its first bytes say.
 */
export async function readPictureHeader(bytes: Uint8Array): Promise<PictureHeader> {
  const format = formatOfBytes(bytes);
  if (!format) return { ok: false, why: 'not-a-picture' };
  if (format === 'heic') return { ok: false, why: 'heic' };
  const meta = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  const found = meta?.format === 'heif' && meta.compression === 'av1' ? 'avif' : meta?.format;
  if (!meta || found !== format) return { ok: false, why: 'broken' };
  const { width, height } = meta.autoOrient;
  const why = sizeProblem(format, { width, height });
  if (why) return { ok: false, why };
  const isSequence = format === 'avif' && String.fromCharCode(...bytes.subarray(8, 12)) === 'avis';
  return { ok: true, width, height, isAnimated: (meta.pages ?? 1) > 1 || isSequence || isAnimatedPng(bytes) };
}
