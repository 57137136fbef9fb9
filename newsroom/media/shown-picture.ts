import { type Picture, renditionFile, renditionSizes } from '#newsroom/media/picture';

/** A picture as the newsroom's islands are given it: `src` is the whole of it, 480 pixels wide or as wide as it is. */
export type ShownPicture = Omit<Picture, 'cut'> & { src: string };

export function showPicture({ cut, ...picture }: Picture): ShownPicture {
  const { id, width, height, alt, caption, credit } = picture;
  const smallest = renditionSizes(picture, 'whole')[0];
  return { id, width, height, alt, caption, credit, src: `/media/${renditionFile({ id, cut }, 'whole', smallest?.width ?? width, 'jpg')}` };
}

/** What a picture is called where it is one of many: its description, else its caption. */
export function nameOf({ alt, caption }: Pick<Picture, 'alt' | 'caption'>): string {
  return alt || caption;
}
