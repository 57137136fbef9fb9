import { PictureFrame } from '#components/article/picture-frame';
import type { Picture } from '#newsroom/media/picture';

/** The picture that a story has on the page, small; nothing where it has none. */
export function StoryPicture({ picture }: { picture: Picture | null | undefined }) {
  return (
    picture && (
      <div className="front-picture">
        <PictureFrame picture={picture} crop="standard" sizes="9rem" decorative />
      </div>
    )
  );
}
