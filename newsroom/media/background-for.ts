import sharp from 'sharp';

/** What a transparent picture may be put on, the preferred one first: greys, 0 to 255. */
const GREYS = [255, 32, 128];
/** Nearer than this to what is behind it, a pixel cannot be seen. */
const DIFFERENCE = 48;
/** A picture is to be seen if at most this share of it cannot. */
const LOST = 0.1;

/**
 * What to put behind a transparent picture so that it is to be seen, on pages of any theme and in feeds: white, else a
 * dark grey (white letters on nothing), else a middle one (black and white letters on nothing).
 */
export async function backgroundFor(image: Uint8Array): Promise<{ r: number; g: number; b: number }> {
  const pixels = await sharp(image).resize(256, 256, { fit: 'inside' }).ensureAlpha().raw().toBuffer();
  const lost = GREYS.map((grey) => ({ grey, share: lostShare(pixels, grey) }));
  const [least] = lost.toSorted((one, other) => one.share - other.share);
  const { grey } = lost.find(({ share }) => share <= LOST) ?? least ?? { grey: 255 };
  return { r: grey, g: grey, b: grey };
}

/** Which share of what is drawn, 0 to 1, differs too little from a grey. `pixels` is red, green, blue, alpha. */
function lostShare(pixels: Uint8Array, grey: number): number {
  let drawn = 0;
  let lost = 0;
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(at, at + 4);
    drawn += alpha;
    if (Math.max(Math.abs(red - grey), Math.abs(green - grey), Math.abs(blue - grey)) < DIFFERENCE) lost += alpha;
  }
  return drawn > 0 ? lost / drawn : 0;
}
