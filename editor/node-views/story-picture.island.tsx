'use client';

import { useEffect, useSyncExternalStore } from 'react';
import type { PictureTexts } from '#blocks/picture-texts';
import type { ChosenPicture } from '#components/staff/pictures/chosen-pictures.ts';
import { useEditorContext } from '#editor/editor-context';

/** A picture of the library by id; undefined until it is known, null where the library does not have it. */
export function usePicture(id: string): ChosenPicture | null | undefined {
  const { pictures } = useEditorContext();
  const picture = useSyncExternalStore(pictures.subscribe, () => pictures.pictureOf(id));
  useEffect(() => void pictures.ask(id), [pictures, id]);
  return picture;
}

/** A picture as the story shows it. `isCaptioned` where there are no fields that show its texts. */
export function StoryPicture({
  picture,
  own,
  isCaptioned,
}: {
  picture: ChosenPicture | null | undefined;
  own: PictureTexts;
  isCaptioned?: boolean;
}) {
  const { texts, isReadOnly } = useEditorContext();
  const caption = [own.caption || picture?.caption, own.credit || picture?.credit].filter(Boolean).join(' ');
  return (
    <figure contentEditable={false} data-drag-handle>
      {picture ? (
        // biome-ignore lint/performance/noImgElement: staff see it as the library keeps it.
        <img src={picture.src} alt={own.alt || picture.alt} draggable={false} />
      ) : (
        <p className="picture-missing" lang={texts.language}>
          {picture === null && texts.pictureMissing}
        </p>
      )}
      {(isCaptioned || isReadOnly) && caption && (
        <figcaption className="mt-2 font-sans text-small leading-snug text-soft">{caption}</figcaption>
      )}
    </figure>
  );
}
