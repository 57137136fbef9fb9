/** Bytes of a file that is brought, at most: a logo is on every page. */
export const LOGO_BYTES = 300_000;
export const ICON_BYTES = 1_000_000;

/** Least width and height of an icon of pixels. */
export const ICON_LEAST = 192;
