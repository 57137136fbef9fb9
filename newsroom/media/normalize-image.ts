import sharp, { type FailOnOptions } from 'sharp';
import { backgroundFor } from '#newsroom/media/background-for';

/** Shortest side of a master, pixels: every rendition can be cut from it without being enlarged. */
const MASTER_SIDE = 1_320;

/** Decoding 61 megapixels takes up to 15 seconds of one processor, which others may want too. */
const SECONDS = 90;

/** A picture is decoded once: what libvips would keep for a second time only takes memory. */
sharp.cache(false);

/** How large a master is of a picture that is so large, pixels. */
export function masterSize({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1, MASTER_SIDE / Math.min(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/**
 * A picture's file as all else is made from it: PNG, upright, in sRGB, opaque, no larger than it need be, and without a
 * word of what came along with it. The size in pixels is checked before (read-picture-header.ts). Throws where the file
 * is not whole, or takes over 90 seconds.
 */
export async function normalizeImage(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await normalize(bytes, 'error');
  } catch (error) {
    if (!/premature end of JPEG/.test((error as Error).message)) throw error;
    // Browsers show a JPEG that lacks nothing but its end marker. One that lacks more warns of it when it has one.
    return await normalize(Buffer.concat([bytes, Buffer.from([0xff, 0xd9])]), 'warning');
  }
}

async function normalize(bytes: Uint8Array, failOn: FailOnOptions): Promise<Uint8Array> {
  const { data, info } = await sharp(bytes, { limitInputPixels: false, failOn })
    .autoOrient()
    .resize({ width: MASTER_SIDE, height: MASTER_SIDE, fit: 'outside', withoutEnlargement: true })
    .toColourspace('srgb')
    .png({ compressionLevel: 1 })
    .timeout({ seconds: SECONDS })
    .toBuffer({ resolveWithObject: true });
  if (info.channels % 2 === 1) return data;
  return sharp(data)
    .flatten({ background: await backgroundFor(data) })
    .png({ compressionLevel: 1 })
    .toBuffer();
}
