/** Most bytes of a file that is taken in: a camera's largest JPEG has fewer. */
export const BYTE_LIMIT = 25_000_000;

/** 40 megapixels: more than any camera's picture in a newspaper, less than a decompression bomb. */
export const PIXEL_LIMIT = 40_000_000;

/** What staff may bring, as browsers ask for it in a file chooser. */
export const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif';

/** Why a file is not taken in. */
export type Refusal = 'not-a-picture' | 'too-heavy' | 'too-large' | 'broken';

/** Why nothing has come of an upload. */
const PROBLEMS = ['not-allowed', 'unsupported', 'busy', 'not-a-picture', 'too-heavy', 'too-large', 'broken'] as const;
export type Problem = (typeof PROBLEMS)[number];

export function isProblem(value: unknown): value is Problem {
  return (PROBLEMS as readonly unknown[]).includes(value);
}

export type FileFormat = 'jpeg' | 'png' | 'webp' | 'avif';

/**
 * What a file is by its first bytes, whatever its name and type say; undefined for anything but the four kinds of
 * pictures, and for one that is something else as well (a ZIP archive, as JAR, hangs at the end of a file; a PDF may
 * begin a little later).
 */
export function formatOfBytes(bytes: Uint8Array): FileFormat | undefined {
  const latin = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (latin(0, 1_024).includes('%PDF-') || hasArchive(bytes)) return undefined;
  if (latin(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (latin(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (latin(0, 4) === 'RIFF' && latin(8, 12) === 'WEBP') return 'webp';
  if (latin(4, 8) === 'ftyp' && /^(avif|avis|mif1|msf1)/.test(latin(8, 12)) && latin(8, 64).includes('avi'))
    return 'avif';
  return undefined;
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
  formats: 'JPEG, PNG, WebP, AVIF',
  megabytes: BYTE_LIMIT / 1_000_000,
  megapixels: PIXEL_LIMIT / 1_000_000,
};
