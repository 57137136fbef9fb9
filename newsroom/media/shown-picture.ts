import type { LibraryPicture } from '#newsroom/media/library';
import { renditionFile, renditionSizes } from '#newsroom/media/picture';

/** A picture as the newsroom's islands are given it: `src` is the whole of it, 480 pixels wide or as wide as it is. */
export type ShownPicture = Omit<LibraryPicture, 'cut'> & { src: string };

export function shownPicture({ cut, ...picture }: LibraryPicture): ShownPicture {
  const width = renditionSizes(picture, 'whole')[0]?.width ?? picture.width;
  return { ...picture, src: `/media/${renditionFile({ id: picture.id, cut }, 'whole', width, 'jpg')}` };
}

/** What a picture is called where it is one of many: its description, else its caption, else its file. */
export function nameOf({
  id,
  alt,
  caption,
  fileName,
}: Pick<ShownPicture, 'id' | 'alt' | 'caption' | 'fileName'>): string {
  return alt || caption || fileName || id;
}
