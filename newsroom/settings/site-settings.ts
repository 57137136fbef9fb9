/** Where the paper can be followed, in the order the header shows them. */
export const FOLLOW_LINKS = ['x', 'youtube', 'instagram', 'facebook', 'telegram', 'appStore', 'googlePlay'] as const;
export type FollowLink = (typeof FOLLOW_LINKS)[number];

export type HouseAd = { title: string; text: string; href: string };
export type HouseAds = Partial<Record<'top' | 'story' | 'column' | 'front', HouseAd>>;

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
  links: Record<FollowLink, string | null>;
  ads: HouseAds;
};

/** Stands in until the paper has been given a name. */
export const EMPTY_SITE_SETTINGS: SiteSettings = {
  name: '—',
  tagline: '',
  reuseRule: '',
  timeZone: 'UTC',
  foundedYear: 1970,
  columnSection: '',
  links: { x: null, youtube: null, instagram: null, facebook: null, telegram: null, appStore: null, googlePlay: null },
  ads: {},
};
