import type { Gallery } from '#blocks/gallery/schema';
import { pictureInStory } from '#blocks/picture-texts';
import { Figure } from '#components/article/figure';
import type { Picture } from '#newsroom/media/picture';

type Props = { block: Gallery; pictures: ReadonlyMap<string, Picture> };

export function GalleryView({ block, pictures }: Props) {
  return (
    <div className="gallery">
      {block.pictures.map((id, index) => {
        const picture = pictures.get(id);
        return (
          picture && (
            <Figure
              key={index}
              picture={pictureInStory(picture, block.words?.[id])}
              crop="standard"
              sizes="(min-width: 44rem) 322px, calc(100vw - 2rem)"
            />
          )
        );
      })}
    </div>
  );
}
