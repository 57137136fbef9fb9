import type { LibraryPictureDetails } from '#newsroom/media/library';

/** A picture of the library with its words in all languages. */
export function presentLibraryPicture({ id, version, width, height, words }: LibraryPictureDetails) {
  return { id, version, width, height, texts: words };
}
