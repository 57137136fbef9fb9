/** Most bytes that a packed file may come to. Exports of 2 GB exist; nobody has seen one of 8. */
export const UNPACKED_LIMIT = 8 * 1024 ** 3;
/** Text is packed to a tenth, hardly ever to a hundredth; a bomb of zeros to a thousandth. */
const RATIO_LIMIT = 200;
/** Whatever its ratio, so little does no harm, bytes. */
const HARMLESS = 64 * 1024 ** 2;

/** A stream ended since what comes out of a packed file is more than such a file holds. */
export class UnpackedTooLarge extends Error {}

/** How many bytes a file may come to that is packed into so many. */
export function unpackedLimit(packedBytes: number): number {
  return Math.min(UNPACKED_LIMIT, Math.max(HARMLESS, packedBytes * RATIO_LIMIT));
}

/** Whether a path is relative and stays below where it begins. */
export function isSafeName(name: string): boolean {
  return name !== '' && !/^[/\\]|\0|^[a-z]:/i.test(name) && !name.split(/[/\\]/).includes('..');
}

/** Where systems keep what was uploaded. */
const UPLOADS = [
  'wp-content/uploads/',
  'content/images/',
  'content/files/',
  'content/media/',
  'uploads/',
  'images/',
  'content/',
];

/**
 * Relative paths at which a file that an export names may lie, the likeliest first: somebody has copied the uploads with
 * more or fewer of the folders around them. None for a name that is unsafe.
 */
export function placesOf(name: string): string[] {
  const path = name.replace(/^\/+/, '');
  if (!isSafeName(path)) return [];
  const bare = UPLOADS.flatMap((uploads) => {
    const at = `/${path}`.indexOf(`/${uploads}`);
    return at < 0 ? [] : [path.slice(at), path.slice(at + uploads.length)];
  });
  const names = [...new Set([path, ...bare])].filter(Boolean);
  return [...names, ...names.flatMap((one) => UPLOADS.map((uploads) => uploads + one))];
}
