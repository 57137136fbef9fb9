import type { Accent } from '#newsroom/settings/accent';

/** A picture of the site that is served as it is: where, and its size in pixels. */
export type SitePicture = { path: string; type: string; width: number; height: number };

/** How the site looks where that is not as it comes; null for what nobody has chosen. */
export type Look = {
  accent: Accent | null;
  logo: SitePicture | null;
  /** Where the dark theme has another one. */
  darkLogo: SitePicture | null;
  /** What the names of its icons begin with. */
  icon: string | null;
};

export const NO_LOOK: Look = { accent: null, logo: null, darkLogo: null, icon: null };

/** What is made of an icon, by the end of its name. Pixels. */
export const ICON_SIZES = { '32': 32, '48': 48, '180': 180, '192': 192, '512': 512, 'maskable-512': 512 } as const;
export type IconSize = keyof typeof ICON_SIZES;

/** Address of a site's logo or icon by its name. */
export function siteFileAddress(name: string): string {
  return `/look/${name}`;
}

/** The site's own icon in a size, else `fallback`, which is the one that it comes with. */
export function iconAddress({ icon }: Pick<Look, 'icon'>, size: IconSize, fallback: string): string {
  return icon ? siteFileAddress(`${icon}-${size}.png`) : fallback;
}
