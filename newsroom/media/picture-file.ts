/** Most bytes of a file that is taken in: JPEGs of the largest cameras have fewer. */
export const BYTE_LIMIT = 60_000_000;

/** 65 megapixels: cameras of press photographers have up to 61. */
const PIXEL_LIMIT = 65_000_000;
/** Decoding AVIF takes 19 bytes of memory a pixel, everything else less than 9; no camera writes it. */
const AVIF_PIXEL_LIMIT = 40_000_000;

/**
 * How many times as long as its shorter side a picture may be. Every size is then one that WebP can hold (16,383 pixels
 * for 1,320 in width) and at least a pixel high.
 */
const RATIO_LIMIT = 12;

/** What staff may bring, as browsers ask for it in a file chooser: telephones turn HEIC into JPEG for it. */
export const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif,image/gif';

/** Why a file is not taken in. */
const REFUSALS = ['not-a-picture', 'heic', 'too-heavy', 'too-large', 'avif-too-large', 'too-narrow', 'broken'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Why nothing has come of an upload. */
const PROBLEMS = ['not-allowed', 'unsupported', 'busy', ...REFUSALS] as const;
export type Problem = (typeof PROBLEMS)[number];

export function isProblem(value: unknown): value is Problem {
  return (PROBLEMS as readonly unknown[]).includes(value);
}

export type FileFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'heic';

/**
 * What a file is by its first bytes, whatever its name and type say; undefined for anything but these kinds of
 * pictures, and for one that is something else as well (a ZIP archive, as JAR, hangs at the end of a file; a PDF may
 * begin a little later).
 */
export function formatOfBytes(bytes: Uint8Array): FileFormat | undefined {
  const latin = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (latin(0, 1_024).includes('%PDF-') || hasArchive(bytes)) return undefined;
  if (latin(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (latin(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (latin(0, 4) === 'RIFF' && latin(8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a$/.test(latin(0, 6))) return 'gif';
  if (latin(4, 8) !== 'ftyp') return undefined;
  const brands = latin(8, 64);
  if (/^(avif|avis|mif1|msf1)/.test(brands) && brands.includes('avi')) return 'avif';
  return /^(hei[cmsx]|hev[cmsx]|mif1|msf1)/.test(brands) ? 'heic' : undefined;
}

/** Why a picture of this size is not taken in, pixels; undefined where it is. */
export function sizeProblem(
  format: FileFormat,
  { width, height }: { width: number; height: number },
): 'too-large' | 'avif-too-large' | 'too-narrow' | undefined {
  if (width * height > PIXEL_LIMIT) return 'too-large';
  if (format === 'avif' && width * height > AVIF_PIXEL_LIMIT) return 'avif-too-large';
  return Math.max(width, height) > RATIO_LIMIT * Math.min(width, height) ? 'too-narrow' : undefined;
}

/** Whether a PNG moves: the chunk that says so stands before the picture. */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'acTL' || type === 'IDAT') return type === 'acTL';
  }
  return false;
}

/** The last record of a ZIP archive begins with `PK`, 5, 6 and says how long the comment is that ends the file. */
function hasArchive(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--) {
    if (view.getUint32(at) === 0x504b0506 && at + 22 + view.getUint16(at + 20, true) === bytes.length) return true;
  }
  return false;
}

/** The limits as people are told of them. */
export const LIMITS = {
  formats: 'JPEG, PNG, WebP, AVIF, GIF',
  megabytes: BYTE_LIMIT / 1_000_000,
  megapixels: PIXEL_LIMIT / 1_000_000,
  avifMegapixels: AVIF_PIXEL_LIMIT / 1_000_000,
  ratio: RATIO_LIMIT,
};
