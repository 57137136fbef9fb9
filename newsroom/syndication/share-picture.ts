import type { Language } from '#i18n/languages';
import { isShareable, type Picture, renditionFile, SHARE_SIZE } from '#newsroom/media/picture';
import type { Look } from '#newsroom/settings/look';
import type { Section } from '#newsroom/topics/topic';

/** The picture that goes with a link to a page, wherever somebody shares it. `path` is its address on this site. */
export type SharePicture = {
  path: string;
  type: 'image/jpeg' | 'image/png';
  width: number;
  height: number;
  alt: string;
};

/** What a share card says: the picture that goes with a link to a page that has none of its own. */
export type ShareCard = {
  /** What it is about, as its name begins: an article's id, a language, or a language and a section. */
  about: string;
  language: Language;
  /** Above the headline; may be empty. */
  label: string;
  headline: string;
  /** At the bottom; may be empty. */
  foot: string;
  /** How the site looks where that is not as it comes. */
  look: Pick<Look, 'accent' | 'logo'>;
};

/** The card of the site in a language. */
export function siteCard(
  language: Language,
  { name, tagline, look }: { name: string; tagline: string; look: Look },
): ShareCard {
  return { about: language, language, label: '', headline: name, foot: tagline, look };
}

/** The card of one of the site's sections. */
export function sectionCard(
  language: Language,
  { key, name, description }: Section,
  site: { name: string; look: Look },
): ShareCard {
  return {
    about: `${language}-${key}`,
    language,
    label: site.name,
    headline: name,
    foot: description,
    look: site.look,
  };
}

/** Of a story with a picture that is large enough, the picture's crop; else undefined. */
export function shareCropOf(lead: Picture | null): SharePicture | undefined {
  if (!lead || !isShareable(lead)) return undefined;
  return {
    path: `/media/${renditionFile(lead, 'share', SHARE_SIZE.width, 'jpg')}`,
    type: 'image/jpeg',
    ...SHARE_SIZE,
    alt: lead.alt,
  };
}

/** Of whatever has none, the card of this name (see find-share-card.ts). `alt` is what it says. */
export function shareCardPicture(name: string, alt: string): SharePicture {
  return { path: `/share/${name}.png`, type: 'image/png', ...SHARE_SIZE, alt };
}

/**
 * Pixels of a card's 1200: larger the shorter the headline is, so that any that editors write fills the card and none
 * runs out of it.
 */
export function cardHeadlineSize({ length }: string): number {
  if (length <= 45) return 84;
  if (length <= 75) return 70;
  if (length <= 110) return 60;
  return 50;
}
