import type { Figure } from '#blocks/figure/schema';
import type { KindText } from '#blocks/kind';
import { captionOf, ownTextsOf } from '#blocks/picture-texts';

export const figureText: KindText<Figure> = {
  parts: (block) => ({ labels: captionOf(block), hidden: block.alt ? [block.alt] : [] }),
  summary: (block) => [block.picture, ...ownTextsOf(block)].join('\n'),
  pictures: ({ picture }) => [picture],
};
