import type { Figure } from '#blocks/figure/schema';
import type { WriteFeed } from '#blocks/kind';

export const figureFeed: WriteFeed<Figure> = (block, { picture }) => picture(block.picture, block);
