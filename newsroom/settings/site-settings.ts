import type { AdPlace } from '#newsroom/settings/ad-places';
import { type Look, NO_LOOK } from '#newsroom/settings/look';

export type HouseAd = { title: string; text: string; href: string };
export type HouseAds = Partial<Record<AdPlace, HouseAd>>;

export type SiteSettings = {
  name: string;
  tagline: string;
  /** What the footer asks of those who reuse texts. */
  reuseRule: string;
  /** IANA name, e.g. Asia/Baku. */
  timeZone: string;
  foundedYear: number;
  /** Key of the section whose latest stands beside every story. */
  columnSection: string;
  /** Addresses where the paper can be followed, in the order of the header (social-networks.ts knows their names). */
  socialLinks: readonly string[];
  ads: HouseAds;
  look: Look;
};

/** Stands in until the paper has been given a name. */
export const EMPTY_SITE_SETTINGS: SiteSettings = {
  name: '—',
  tagline: '',
  reuseRule: '',
  timeZone: 'UTC',
  foundedYear: 1970,
  columnSection: '',
  socialLinks: [],
  ads: {},
  look: NO_LOOK,
};
