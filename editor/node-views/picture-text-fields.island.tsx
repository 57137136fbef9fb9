'use client';

import type { Editor } from '@tiptap/core';
import { Fragment, useId } from 'react';
import { PICTURE_FIELDS, PICTURE_TEXT_LENGTH, type PictureTexts } from '#blocks/picture-texts';
import type { ChosenPicture } from '#components/staff/pictures/chosen-pictures.ts';
import { selectBlock } from '#editor/document/positions';
import { useEditorContext } from '#editor/editor-context';
import { BlockField } from './block-field.island.tsx';

type Props = {
  editor: Editor;
  /** Of the block that they stand in. */
  getPos(): number | undefined;
  picture: ChosenPicture | null | undefined;
  own: PictureTexts;
  write(own: PictureTexts): void;
};

/**
 * What this story says of a picture. What stands in an empty field is what the library says, and what readers get then.
 */
export function PictureTextFields({ editor, getPos, picture, own, write }: Props) {
  const { texts } = useEditorContext();
  const id = useId();

  return (
    <fieldset className="picture-texts" aria-label={texts.pictureTexts} contentEditable={false}>
      {PICTURE_FIELDS.map((field) => (
        <Fragment key={field}>
          <label htmlFor={`${id}-${field}`} lang={texts.language}>
            {texts.ownFields[field]}
          </label>
          <BlockField
            id={`${id}-${field}`}
            {...{ editor, getPos }}
            placeholder={picture?.[field]}
            maxLength={PICTURE_TEXT_LENGTH}
            value={own[field] ?? ''}
            write={(text) => write({ ...own, [field]: text })}
            leave={() => selectBlock(editor, getPos())}
          />
        </Fragment>
      ))}
    </fieldset>
  );
}
