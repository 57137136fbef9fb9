import type { ArticleBody } from '#blocks/body';
import { BlockView } from '#blocks/views.tsx';
import type { Picture } from '#newsroom/media/picture';

/** A body as readers see it; what this version does not know is left out. */
export function StoryBody({ body, pictures }: { body: ArticleBody; pictures: ReadonlyMap<string, Picture> }) {
  return body.map((block, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no names, and do not move.
    block.type === 'unknown' ? null : <BlockView key={index} block={block} pictures={pictures} />,
  );
}
