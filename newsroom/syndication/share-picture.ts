import { isShareable, type Picture, renditionFile, SHARE_SIZE } from '#newsroom/media/picture';

/** The picture that goes with a link to a page, wherever somebody shares it. `path` is its address on this site. */
export type SharePicture = {
  path: string;
  type: 'image/jpeg' | 'image/png';
  width: number;
  height: number;
  alt: string;
};

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

/** Of a story without, the card of this name (see find-share-card.ts), which says the headline. */
export function shareCardPicture(name: string, headline: string): SharePicture {
  return { path: `/share/${name}.png`, type: 'image/png', ...SHARE_SIZE, alt: headline };
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
