/** A picture as pages use it: where its files are, how large it is, and its words in one language. */
export type Picture = {
  id: string;
  /** What cutOf says of the focus that somebody chose; empty for the one that it came with. */
  cut: string;
  /** Size of the original, pixels. */
  width: number;
  height: number;
  alt: string;
  caption: string;
  credit: string;
};

/** What social networks want of a picture that goes with a link, pixels. */
export const SHARE_SIZE = { width: 1200, height: 630 } as const;

/**
 * What is cut of every picture. `widths` are for our pages, in every format; `outward` is the one size that search
 * engines and social networks are given, as JPEG alone: Google wants three ratios, 1200 pixels wide where the original
 * has them.
 */
export const CROPS = {
  /** Lead pictures and large cards. */
  wide: { ratio: 16 / 9, widths: [320, 480, 640, 960, 1320], outward: 1320 },
  /** Cards in lists. */
  standard: { ratio: 4 / 3, widths: [160, 320, 480], outward: 1200 },
  /** Small places: authors, thumbnails. */
  square: { ratio: 1, widths: [96, 192], outward: 1200 },
  /** As it came: figures and galleries in a text. */
  whole: { ratio: undefined, widths: [480, 720, 1320], outward: undefined },
  /** What is shown with a link to a story that somebody shares. */
  share: { ratio: SHARE_SIZE.width / SHARE_SIZE.height, widths: [], outward: SHARE_SIZE.width },
} as const satisfies Record<
  string,
  { ratio: number | undefined; widths: readonly number[]; outward: number | undefined }
>;

export type Crop = keyof typeof CROPS;
export type SharingCrop = Exclude<Crop, 'whole'>;

export const FORMATS = ['avif', 'webp', 'jpg'] as const;
export type Format = (typeof FORMATS)[number];

type Size = { width: number; height: number };

/** Where crops are centred, 0 to 1 from left and top. */
export type Focus = { x: number; y: number };

/**
 * What a focus adds to the names of crops, whole per cent: another focus has other addresses, for files of one name are
 * kept for ever.
 */
export function cutOf({ x, y }: Focus): string {
  return `${Math.round(x * 100)}x${Math.round(y * 100)}`;
}

/** The largest part of the original that has the crop's ratio, whole pixels. */
export function cropSize(original: Size, crop: Crop): Size {
  const ratio = CROPS[crop].ratio ?? original.width / original.height;
  const width = Math.min(original.width, Math.floor(original.height * ratio));
  return { width, height: Math.min(original.height, Math.round(width / ratio)) };
}

/** Which part of a picture a crop shows: as near to the focus as the edges allow, whole pixels. */
export function cropArea(original: Size, crop: Crop, focus: Focus): Size & { left: number; top: number } {
  const part = cropSize(original, crop);
  const place = (centre: number, length: number, room: number) =>
    Math.round(Math.min(Math.max(centre * room - length / 2, 0), room - length));
  return {
    ...part,
    left: place(focus.x, part.width, original.width),
    top: place(focus.y, part.height, original.height),
  };
}

/**
 * The sizes that are made of a picture in a crop, smallest first. Nothing is ever enlarged: a small original ends with
 * its own width.
 */
export function renditionSizes(original: Size, crop: Crop): Size[] {
  const full = cropSize(original, crop);
  const widths: number[] = CROPS[crop].widths.filter((width) => width <= full.width);
  if (widths.length < CROPS[crop].widths.length && widths.at(-1) !== full.width) widths.push(full.width);
  return widths.map((width) => ({ width, height: Math.round((width * full.height) / full.width) }));
}

/**
 * The size that search engines and social networks are given of a picture in a crop. The share crop alone is enlarged
 * where it must be: smaller ones are shown as a thumbnail, or not at all.
 */
export function sharingSize(original: Size, crop: SharingCrop): Size {
  if (crop === 'share') return SHARE_SIZE;
  const full = cropSize(original, crop);
  const width = Math.min(full.width, CROPS[crop].outward);
  return { width, height: Math.round((width * full.height) / full.width) };
}

/**
 * Whether a picture is large enough to be shown with links to its story: half of what is asked for, so that enlarging
 * it does no harm.
 */
export function isShareable(original: Size): boolean {
  return cropSize(original, 'share').width >= 600;
}

/** Everything that is made of a picture in a crop: sizes, each with its formats. */
export function renditionsOf(original: Size, crop: Crop): (Size & { formats: readonly Format[] })[] {
  const inPages = renditionSizes(original, crop).map((size) => ({ ...size, formats: FORMATS }));
  if (crop === 'whole') return inPages;
  const outward = sharingSize(original, crop);
  return inPages.some(({ width }) => width === outward.width)
    ? inPages
    : [...inPages, { ...outward, formats: ['jpg'] }];
}

/**
 * Name of one rendition's file, e.g. `0123456789abcdef0123/wide-640.avif` or, with a focus of its own,
 * `…/wide-640-30x65.avif`; `/media/` before it makes it an address.
 */
export function renditionFile(
  { id, cut }: Pick<Picture, 'id' | 'cut'>,
  crop: Crop,
  width: number,
  format: Format,
): string {
  return `${id}/${crop}-${width}${cut && crop !== 'whole' ? `-${cut}` : ''}.${format}`;
}

/** Which rendition of a picture a file is, by its name; undefined when it is none of those that pages refer to now. */
export function findRendition(
  original: Pick<Picture, 'id' | 'cut'> & Size,
  name: string,
): { crop: Crop; size: Size; format: Format } | undefined {
  for (const crop of Object.keys(CROPS) as Crop[]) {
    for (const { formats, ...size } of renditionsOf(original, crop)) {
      const format = formats.find((candidate) => renditionFile(original, crop, size.width, candidate) === name);
      if (format) return { crop, size, format };
    }
  }
  return undefined;
}

const FILE = /^[0-9a-f]{20}\/(?:wide|standard|square|whole|share)-\d{2,4}(?:-\d{1,3}x\d{1,3})?\.(avif|webp|jpg)$/;

/** Name of the file that further renditions are made from; nobody is given it. */
export function masterFile(id: string): string {
  return `${id}/master.jpg`;
}

/** The format of a rendition by its file name, or undefined when it is no name that renditionFile makes. */
export function formatOfFile(name: string): Format | undefined {
  return FILE.exec(name)?.[1] as Format | undefined;
}
