import type { Gallery } from '#blocks/gallery/schema';
import type { WriteFeed } from '#blocks/kind';

export const galleryFeed: WriteFeed<Gallery> = ({ pictures, words }, { picture }) =>
  pictures.map((id) => picture(id, words?.[id])).join('');
