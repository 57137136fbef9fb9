import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { type Refusal, refuse } from '#newsroom/result';
import { BACKGROUNDS } from '#newsroom/settings/accent';
import { ICON_SIZES, type IconSize } from '#newsroom/settings/look';
import { ICON_BYTES, ICON_LEAST, LOGO_BYTES } from '#newsroom/settings/look-limits';
import { safeSvg } from '#newsroom/settings/safe-svg';

/** How high a logo of pixels is kept, and how high its picture for feeds and cards is drawn. */
const LOGO_HEIGHT = 240;
/** A logo may be so many times as wide as it is high, and half as wide. */
const RATIO = { least: 0.5, most: 12 };
const PIXELS_AT_MOST = 25_000_000;
const SECONDS = 20;
const PAPER = BACKGROUNDS.light[0];
/** The part of a maskable icon that no mask cuts off (W3C Web Application Manifest). */
const SAFE_PART = 0.8;

export type SiteFile = { name: string; type: string; width: number; height: number; content: Uint8Array };
type Made = { ok: true; name: string; files: SiteFile[] } | Refusal<'invalid'>;

type Drawing = { ok: true; bytes: Uint8Array; svg: string | undefined; width: number; height: number };

/**
 * What is kept of a logo, an SVG or PNG by its content: itself, without what could run in it, and a PNG of it for what
 * shows no SVG. `name` is that of the first. Fails by value for any other file, and one that is too large or too long.
 */
export async function makeLogo(bytes: Uint8Array): Promise<Made> {
  const drawing = await readDrawing(bytes, LOGO_BYTES);
  if (!drawing.ok) return drawing;
  const { svg, width, height } = drawing;
  if (width < height * RATIO.least || width > height * RATIO.most)
    return refuse('invalid', 'logoRatio', { least: RATIO.least, most: RATIO.most });
  const image = open(drawing, Math.min(4_000, (LOGO_HEIGHT * width) / height));
  const png = await image.resize({ height: LOGO_HEIGHT, withoutEnlargement: !svg }).png().toBuffer(WITH_SIZE);
  const name = `logo-${hashOf(svg ?? bytes)}`;
  const picture = pngFile(`${name}.png`, png);
  if (!svg) return { ok: true, name: picture.name, files: [picture] };
  const size = { width: Math.round((LOGO_HEIGHT * width) / height), height: LOGO_HEIGHT };
  const drawn = { name: `${name}.svg`, type: 'image/svg+xml', ...size, content: Buffer.from(svg) };
  return { ok: true, name: drawn.name, files: [drawn, picture] };
}

/**
 * All sizes of an icon, made of a square SVG or PNG. `name` is what their names begin with. Fails by value for any other
 * file, and one that is too large, too small or not square.
 */
export async function makeIcons(bytes: Uint8Array): Promise<Made> {
  const drawing = await readDrawing(bytes, ICON_BYTES);
  if (!drawing.ok) return drawing;
  const { svg, width, height } = drawing;
  if (Math.abs(width - height) > 0.02 * height) return refuse('invalid', 'iconShape');
  if (!svg && width < ICON_LEAST) return refuse('invalid', 'iconSize', { least: ICON_LEAST });
  const name = `icon-${hashOf(svg ?? bytes)}`;
  const whole = await open(drawing, 512).resize(512, 512, { fit: 'contain', background: CLEAR }).png().toBuffer();
  const ground = await groundOf(whole);
  const files = await Promise.all(
    (Object.keys(ICON_SIZES) as IconSize[]).map(async (size) => {
      const png = await drawIcon(whole, size, ground).png().toBuffer(WITH_SIZE);
      return pngFile(`${name}-${size}.png`, png);
    }),
  );
  return { ok: true, name, files };
}

const WITH_SIZE = { resolveWithObject: true } as const;
const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 };

function drawIcon(whole: Uint8Array, size: IconSize, ground: string): Sharp {
  const pixels = ICON_SIZES[size];
  const image = sharp(whole);
  // Apple fills what is transparent with black.
  if (size === '180') return image.resize(pixels).flatten({ background: ground });
  if (size !== 'maskable-512') return image.resize(pixels);
  const inner = Math.round(pixels * SAFE_PART);
  const margin = (pixels - inner) / 2;
  const [before, after] = [Math.floor(margin), Math.ceil(margin)];
  return image
    .resize(inner)
    .flatten({ background: ground })
    .extend({ top: before, left: before, bottom: after, right: after, background: ground });
}

/** What an icon stands on: the colour of its corner, or paper where that is transparent. */
async function groundOf(whole: Uint8Array): Promise<string> {
  const corner = await sharp(whole).extract({ left: 4, top: 4, width: 1, height: 1 }).ensureAlpha().raw().toBuffer();
  const [red = 0, green = 0, blue = 0, alpha = 0] = corner;
  return alpha < 255 ? PAPER : `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

async function readDrawing(bytes: Uint8Array, limit: number): Promise<Drawing | Refusal<'invalid'>> {
  if (bytes.length > limit) return refuse('invalid', 'logoBytes', { kilobytes: limit / 1_000 });
  const isPng = Buffer.from(bytes.subarray(0, 8)).toString('latin1') === '\x89PNG\r\n\x1a\n';
  if (!isPng) return readSvg(bytes);
  const meta = await sharp(bytes, { limitInputPixels: PIXELS_AT_MOST })
    .metadata()
    .catch(() => undefined);
  if (meta?.format !== 'png') return refuse('invalid', 'logoFile');
  const drawing = { ok: true, bytes, svg: undefined, width: meta.width, height: meta.height } as const;
  return (await canBeDrawn(drawing)) ? drawing : refuse('invalid', 'logoFile');
}

async function readSvg(bytes: Uint8Array): Promise<Drawing | Refusal<'invalid'>> {
  const text = decode(bytes);
  if (text === undefined || !/<svg[\s>]/i.test(text)) return refuse('invalid', 'logoFile');
  const safe = safeSvg(text);
  if (!safe.ok) return refuse('invalid', 'logoSvg', { problem: safe.problem });
  const { svg, width, height } = safe;
  const drawing = { ok: true, bytes: Buffer.from(svg), svg, width, height } as const;
  return (await canBeDrawn(drawing)) ? drawing : refuse('invalid', 'logoFile');
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

async function canBeDrawn(drawing: Drawing): Promise<boolean> {
  const drawn = open(drawing, 64).resize(64).png().toBuffer();
  return drawn.then(
    () => true,
    () => false,
  );
}

/** Vectors are drawn as large as they are wanted, pixels wide. */
function open({ bytes, svg, width }: Drawing, wanted: number): Sharp {
  const density = svg ? Math.min(2_400, Math.max(1, (72 * wanted) / width)) : undefined;
  const options = { limitInputPixels: PIXELS_AT_MOST, ...(density && { density }) };
  return sharp(bytes, options).timeout({ seconds: SECONDS });
}

function pngFile(name: string, { data, info }: { data: Buffer; info: { width: number; height: number } }): SiteFile {
  return { name, type: 'image/png', width: info.width, height: info.height, content: data };
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
