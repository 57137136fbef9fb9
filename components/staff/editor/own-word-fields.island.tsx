'use client';

import type { Editor } from '@tiptap/core';
import { Fragment, useId } from 'react';
import { BlockField } from '#components/staff/editor/block-field.island';
import { useSurroundings } from '#components/staff/editor/block-tools.island';
import { OWN_WORDS_LENGTH, type OwnWords } from '#newsroom/articles/article-body';
import type { ShelfPicture } from '../pictures/picture-shelf.ts';
import { OWN_FIELDS } from './own-words.ts';
import { selectBlock } from './places.ts';

type Props = {
  editor: Editor;
  /** Of the block that they stand in. */
  getPos(): number | undefined;
  picture: ShelfPicture | null | undefined;
  own: OwnWords;
  write(own: OwnWords): void;
};

/** What this story says of a picture. What stands in an empty field is what the library says, and what readers get then. */
export function OwnWordFields({ editor, getPos, picture, own, write }: Props) {
  const { words } = useSurroundings();
  const id = useId();

  return (
    <fieldset className="own-words" aria-label={words.ownWords} contentEditable={false}>
      {OWN_FIELDS.map((field) => (
        <Fragment key={field}>
          <label htmlFor={`${id}-${field}`} lang={words.language}>
            {words.ownFields[field]}
          </label>
          <BlockField
            id={`${id}-${field}`}
            {...{ editor, getPos }}
            placeholder={picture?.[field]}
            maxLength={OWN_WORDS_LENGTH}
            value={own[field] ?? ''}
            write={(said) => write({ ...own, [field]: said })}
            leave={() => selectBlock(editor, getPos())}
          />
        </Fragment>
      ))}
    </fieldset>
  );
}
