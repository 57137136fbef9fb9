import type { Gallery } from '#blocks/gallery/schema';
import type { KindText } from '#blocks/kind';
import { captionOf, ownTextsOf } from '#blocks/picture-texts';

export const galleryText: KindText<Gallery> = {
  parts({ words = {} }) {
    const texts = Object.values(words);
    return { labels: texts.flatMap(captionOf), hidden: texts.flatMap(({ alt }) => alt || []) };
  },
  summary: ({ pictures, words }) => pictures.map((id) => [id, ...ownTextsOf(words?.[id])].join('\n')).join('\n'),
  pictures: ({ pictures }) => pictures,
};
