import exifr from 'exifr';
import sharp from 'sharp';
import { type Language, languageByScript } from '#i18n/languages';
import { isCameraCaption } from '#newsroom/media/camera-caption';
import { decodeLegacyTexts } from '#newsroom/media/decode-legacy-text';

/** What a file says of itself, to begin with: staff go on from there. */
export type EmbeddedMetadata = { credit: string; caption: { text: string; language: Language } | null };

/** Where cameras and agencies write them, the most telling first (IPTC, XMP, Exif). */
const CREDITS = ['Credit', 'Byline', 'creator', 'Artist', 'CopyrightNotice', 'rights', 'Copyright'];
const CAPTIONS = ['Caption', 'description', 'ImageDescription'];
// Where a picture was taken is not even looked at.
const OPTIONS = { tiff: true, exif: false, gps: false, interop: false, iptc: true, xmp: true, mergeOutput: true };

/**
 * Credit and caption out of a picture's IPTC, XMP or Exif; empty where there are none that can be read, and where a
 * camera wrote them. The caption's language is told by its letters.
 */
export async function readEmbeddedMetadata(bytes: Uint8Array): Promise<EmbeddedMetadata> {
  const tags = await readTags(bytes).catch(() => undefined);
  const legible = decodedOnce([...CREDITS, ...CAPTIONS].flatMap((name) => textsOf(tags?.[name])));
  const all = (names: string[]) =>
    names.map((name) => textsOf(tags?.[name]).map(legible).filter(Boolean).join(', ')).filter(Boolean);
  const [credit = ''] = all(CREDITS);
  const text = all(CAPTIONS)
    .find((caption) => !isCameraCaption(caption))
    ?.slice(0, 1_000);
  return { credit: credit.slice(0, 300), caption: text ? { text, language: languageByScript(text) } : null };
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

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'object' && value && 'value' in value) return textsOf(value.value);
  return typeof value === 'string' ? [value] : [];
}

/**
 * What the texts of a file say, for each of them. exifr takes every byte of IPTC for a letter; agencies have long
 * written UTF-8, and before it what their machines had. Where letters were lost on the way, nothing is said.
 */
function decodedOnce(texts: readonly string[]): (text: string) => string {
  const known = new Map(texts.map((text) => [text, asUtf8(text)]));
  const legacy = texts.filter((text) => known.get(text) === undefined);
  const decoded = decodeLegacyTexts(legacy);
  for (const [index, text] of legacy.entries()) known.set(text, decoded[index]);
  return (text) => {
    const found = known.get(text) ?? '';
    return found.includes('\uFFFD') ? '' : oneLine(found);
  };
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A text whose letters stand for bytes of UTF-8; as it is if they cannot be bytes, undefined if they are others. */
function asUtf8(text: string): string | undefined {
  if (/[^\0-\xff]/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
