'use client';

import { type Editor, isMacOS } from '@tiptap/core';
import { Fragment, type KeyboardEvent, useId } from 'react';
import { useSurroundings } from '#components/staff/editor/block-tools.island';
import type { OwnWords } from '#newsroom/articles/article-body';
import type { ShelfPicture } from '../pictures/picture-shelf.ts';
import { OWN_FIELDS } from './own-words.ts';
import { selectBlock, writeAfter } from './places.ts';
import { shortcutOf } from './shortcuts.ts';

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

  function handleKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const action = shortcutOf(event, isMacOS());
    // One history: what the browser remembers of a field knows nothing of the text around it.
    if (action === 'undo' || action === 'redo') editor.commands[action]();
    else if (event.key === 'Enter') writeAfter(editor, getPos());
    else if (event.key === 'Escape') selectBlock(editor, getPos());
    else return;
    event.preventDefault();
  }

  return (
    <fieldset className="own-words" aria-label={words.ownWords} contentEditable={false}>
      {OWN_FIELDS.map((field) => (
        <Fragment key={field}>
          <label htmlFor={`${id}-${field}`} lang={words.language}>
            {words.ownFields[field]}
          </label>
          <textarea
            id={`${id}-${field}`}
            rows={1}
            className="block-field"
            placeholder={picture?.[field]}
            maxLength={1_000}
            value={own[field] ?? ''}
            onChange={({ target }) => write({ ...own, [field]: target.value.replace(/[\r\n]+/g, ' ') })}
            onKeyDown={handleKey}
          />
        </Fragment>
      ))}
    </fieldset>
  );
}
