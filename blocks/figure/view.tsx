import type { Figure as FigureBlock } from '#blocks/figure/schema';
import { pictureInStory } from '#blocks/picture-texts';
import { Figure } from '#components/article/figure';
import type { Picture } from '#newsroom/media/picture';

type Props = { block: FigureBlock; pictures: ReadonlyMap<string, Picture> };

export function FigureView({ block, pictures }: Props) {
  const picture = pictures.get(block.picture);
  if (!picture) return null;
  return (
    <Figure
      picture={pictureInStory(picture, block)}
      crop="whole"
      sizes="(min-width: 44rem) 660px, calc(100vw - 2rem)"
    />
  );
}
