import type { ImportRun } from '#newsroom/transfer/run/import-run';
import { UNKNOWN_SITE } from '#newsroom/transfer/run/unknown-site';
import { fingerprintOf } from '#newsroom/transfer/source/fingerprint';

/** WordPress makes sizes beside every picture, and a smaller original of one that is very large. */
const SIZES = /-(?:\d{1,5}x\d{1,5}|scaled|rotated)(?=\.[a-z0-9]+$)/i;

/**
 * By which a file of the source is known, whatever scheme, host in capitals, query or escaped letters its address has;
 * undefined for what is no address of a file.
 */
export function fileKey(address: string, base: string): string | undefined {
  const url = URL.parse(address.trim(), base || UNKNOWN_SITE);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return fingerprintOf(url.hostname.replace(/^www\./, '') + decodedPath(url.pathname));
}

/** The same for the original of a picture whose address is that of a size. */
function originalKey(address: string, base: string): string | undefined {
  const [plain = ''] = address.split(/[?#]/, 1);
  return SIZES.test(plain) ? fileKey(plain.replace(SIZES, ''), base) : undefined;
}

/** The keys under which a file may have been imported, the likeliest first. */
function fileKeys(address: string, base: string): string[] {
  return [fileKey(address, base), originalKey(address, base)].filter((key) => key !== undefined);
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC');
  } catch {
    return path;
  }
}

/**
 * Looks up what has become of pictures, by their addresses in a text, or by `id:12` of the source. Returns the look-up:
 * the picture's id, undefined where there is none.
 */
export async function findPictures(
  run: ImportRun,
  wanted: readonly string[],
): Promise<(address: string | undefined) => string | undefined> {
  const ids = wanted.flatMap((address) => (address.startsWith('id:') ? address.slice(3) : []));
  const keys = wanted.flatMap((address) => (address.startsWith('id:') ? [] : fileKeys(address, run.base)));
  const [media, files] = await Promise.all([run.ledger.find('media', ids), run.ledger.find('file', keys)]);
  return (address) => {
    if (!address) return undefined;
    if (address.startsWith('id:')) return media.get(address.slice(3))?.resourceId;
    const key = fileKeys(address, run.base).find((one) => files.has(one));
    return key && files.get(key)?.resourceId;
  };
}
