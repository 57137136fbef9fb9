import type { Divider } from '#blocks/divider/schema';
import type { WriteFeed } from '#blocks/kind';

export const dividerFeed: WriteFeed<Divider> = () => '<hr>';
