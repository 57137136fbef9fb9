'use client';

import type { NodeViewProps } from '@tiptap/react';
import { type MouseEvent, useId, useState } from 'react';
import type { PictureTexts } from '#blocks/picture-texts';
import { useEditorContext } from '#editor/editor-context';
import { BlockTools } from '#editor/node-views/block-tools.island.tsx';
import { PictureTextFields } from '#editor/node-views/picture-text-fields.island.tsx';
import { StoryPicture, usePicture } from '#editor/node-views/story-picture.island.tsx';

type Props = Pick<NodeViewProps, 'editor' | 'getPos'> & {
  id: string;
  own: PictureTexts;
  write(own: PictureTexts): void;
  replace(): void;
  /** To the place before or after. */
  move(by: -1 | 1): void;
  isFirst: boolean;
  isLast: boolean;
  remove(): void;
};

/**
 * A dozen pictures with all their fields would hide the text: these are there where something is written in them, or
 * wanted.
 */
export function GalleryPicture(props: Props) {
  const { editor, getPos, id, own, write, replace, remove } = props;
  const { texts, isReadOnly } = useEditorContext();
  const picture = usePicture(id);
  const [isOpen, setOpen] = useState(Object.values(own).some(Boolean));
  const fields = useId();
  return (
    <div>
      <StoryPicture picture={picture} own={own} isCaptioned={!isOpen} />
      {isOpen && !isReadOnly && (
        <div id={fields}>
          <PictureTextFields {...{ editor, getPos, picture, own, write }} />
        </div>
      )}
      <BlockTools editor={editor}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? fields : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          {texts.pictureTexts}
        </button>
        <MoveButton {...props} by={-1} />
        <MoveButton {...props} by={1} />
        <button type="button" onClick={replace}>
          {texts.replacePicture}
        </button>
        <button type="button" onClick={remove}>
          {texts.deletePicture}
        </button>
      </BlockTools>
    </div>
  );
}

/** Keeps the focus, however the pictures are drawn anew around it. */
function MoveButton({ by, move, isFirst, isLast }: Pick<Props, 'move' | 'isFirst' | 'isLast'> & { by: -1 | 1 }) {
  const { texts } = useEditorContext();
  const isImpossible = by < 0 ? isFirst : isLast;
  function press({ currentTarget }: MouseEvent<HTMLButtonElement>) {
    if (isImpossible) return;
    move(by);
    requestAnimationFrame(() => currentTarget.focus());
  }
  return (
    <button type="button" aria-disabled={isImpossible || undefined} onClick={press}>
      {by < 0 ? texts.moveEarlier : texts.moveLater}
    </button>
  );
}
