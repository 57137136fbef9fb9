import exifr from 'exifr';
import sharp from 'sharp';
import { type Language, languageByScript } from '#i18n/languages';

/** What a file says of itself, to begin with: staff go on from there. */
export type EmbeddedMetadata = { credit: string; caption: { text: string; language: Language } | null };

/** Where cameras and agencies write them, the most telling first (IPTC, XMP, Exif). */
const CREDITS = ['Credit', 'Byline', 'creator', 'Artist', 'CopyrightNotice', 'rights', 'Copyright'];
const CAPTIONS = ['Caption', 'description', 'ImageDescription'];
// Where a picture was taken is not even looked at.
const OPTIONS = { tiff: true, exif: false, gps: false, interop: false, iptc: true, xmp: true, mergeOutput: true };

/**
 * Credit and caption out of a picture's IPTC, XMP or Exif; empty where there are none that can be read. The caption's
 * language is told by its letters.
 */
export async function readEmbeddedMetadata(bytes: Uint8Array): Promise<EmbeddedMetadata> {
  const tags = await readTags(bytes).catch(() => undefined);
  const first = (names: string[]) => names.map((name) => plain(tags?.[name])).find(Boolean) ?? '';
  const text = first(CAPTIONS).slice(0, 1_000);
  return { credit: first(CREDITS).slice(0, 300), caption: text ? { text, language: languageByScript(text) } : null };
}

/** Every kind of file has its own place for them; put into the head of a JPEG they are all read alike. */
async function readTags(bytes: Uint8Array): Promise<Record<string, unknown> | undefined> {
  const { exif, xmp, iptc } = await sharp(bytes, { limitInputPixels: false }).metadata();
  const segments = [
    [0xe1, exif],
    [0xe1, xmp && Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), xmp])],
    [0xed, iptc],
  ] as const;
  const head = segments.flatMap(([marker, content]) => {
    if (!content || content.length > 65_533) return [];
    const length = content.length + 2;
    return [Buffer.from([0xff, marker, length >> 8, length & 0xff]), content];
  });
  if (head.length === 0) return undefined;
  return exifr.parse(Buffer.concat([Buffer.from([0xff, 0xd8]), ...head, Buffer.from([0xff, 0xd9])]), OPTIONS);
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).filter(Boolean).join(', ');
  if (typeof value === 'object' && value && 'value' in value) return plain(value.value);
  if (typeof value !== 'string') return '';
  return asUtf8(value)
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** exifr takes every byte for a letter; agencies have long written UTF-8. */
function asUtf8(text: string): string {
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  if (/[^\0-\xff]/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}
