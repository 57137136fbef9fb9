/** A picture as pages use it: where its files are, how large it is, and its words in one language. */
export type Picture = {
  id: string;
  /** Size of the original, pixels. */
  width: number;
  height: number;
  alt: string;
  caption: string;
  credit: string;
};

export const CROPS = {
  /** Lead pictures and large cards. */
  wide: { ratio: 16 / 9, widths: [320, 480, 640, 960, 1320] },
  /** Cards in lists. */
  standard: { ratio: 4 / 3, widths: [160, 320, 480] },
  /** Small places: authors, thumbnails. */
  square: { ratio: 1, widths: [96, 192] },
  /** As it came: figures and galleries in a text. */
  whole: { ratio: undefined, widths: [480, 720, 1320] },
} as const satisfies Record<string, { ratio: number | undefined; widths: readonly number[] }>;

export type Crop = keyof typeof CROPS;

export const FORMATS = ['avif', 'webp', 'jpg'] as const;
export type Format = (typeof FORMATS)[number];

type Size = { width: number; height: number };

/** The largest part of the original that has the crop's ratio, whole pixels. */
export function cropSize(original: Size, crop: Crop): Size {
  const ratio = CROPS[crop].ratio ?? original.width / original.height;
  const width = Math.min(original.width, Math.floor(original.height * ratio));
  return { width, height: Math.min(original.height, Math.round(width / ratio)) };
}

/**
 * The sizes that are made of a picture in a crop, smallest first. Nothing is ever enlarged: a small original ends with its
 * own width.
 */
export function renditionSizes(original: Size, crop: Crop): Size[] {
  const full = cropSize(original, crop);
  const widths: number[] = CROPS[crop].widths.filter((width) => width <= full.width);
  if (widths.length < CROPS[crop].widths.length && widths.at(-1) !== full.width) widths.push(full.width);
  return widths.map((width) => ({ width, height: Math.round((width * full.height) / full.width) }));
}

/** Name of one rendition's file, e.g. `0123456789abcdef0123/wide-640.avif`; `/media/` before it makes it an address. */
export function renditionFile(id: string, crop: Crop, width: number, format: Format): string {
  return `${id}/${crop}-${width}.${format}`;
}

const FILE = /^[0-9a-f]{20}\/(?:wide|standard|square|whole)-\d{2,4}\.(avif|webp|jpg)$/;

/** The format of a rendition by its file name, or undefined when it is no name that renditionFile makes. */
export function formatOfFile(name: string): Format | undefined {
  return FILE.exec(name)?.[1] as Format | undefined;
}
