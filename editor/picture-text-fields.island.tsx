'use client';

import type { Editor } from '@tiptap/core';
import { Fragment, useId } from 'react';
import { PICTURE_TEXT_LENGTH, type PictureTexts } from '#newsroom/articles/article-body';
import type { ChosenPicture } from '../components/staff/pictures/chosen-pictures.ts';
import { BlockField } from './block-field.island.tsx';
import { useEditorContext } from './block-tools.island.tsx';
import { OWN_FIELDS } from './picture-texts.ts';
import { selectBlock } from './positions.ts';

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
export function OwnTextFields({ editor, getPos, picture, own, write }: Props) {
  const { words } = useEditorContext();
  const id = useId();

  return (
    <fieldset className="own-words" aria-label={words.pictureTexts} contentEditable={false}>
      {OWN_FIELDS.map((field) => (
        <Fragment key={field}>
          <label htmlFor={`${id}-${field}`} lang={words.language}>
            {words.ownFields[field]}
          </label>
          <BlockField
            id={`${id}-${field}`}
            {...{ editor, getPos }}
            placeholder={picture?.[field]}
            maxLength={PICTURE_TEXT_LENGTH}
            value={own[field] ?? ''}
            write={(said) => write({ ...own, [field]: said })}
            leave={() => selectBlock(editor, getPos())}
          />
        </Fragment>
      ))}
    </fieldset>
  );
}
