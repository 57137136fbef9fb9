'use client';

import { type Editor, isMacOS } from '@tiptap/core';
import { type ComponentProps, type KeyboardEvent, useState } from 'react';
import { writeAfter } from '#editor/document/positions';
import { useEditorContext } from '#editor/editor-context';
import { historyCommandOf } from '#editor/toolbar/keys';

type Props = Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'onKeyDown'> & {
  editor: Editor;
  /** Of the block that it stands in. */
  getPos(): number | undefined;
  value: string;
  write(value: string): void;
  /** What Escape does, where it is not to go back into the text as from all that stands under a block. */
  leave?(): void;
};

/** Something that a block says besides its text, in one line that may be long. Enter goes on behind the block. */
export function BlockField({ editor, getPos, value, write, leave, className = '', ...rest }: Props) {
  const { pasteLine } = useEditorContext();
  // A block is drawn anew only after the key was dealt with; by then a field without a value of its own would have put
  // the cursor at its end.
  const [typed, setTyped] = useState(value);
  const [drawn, setDrawn] = useState(value);
  if (drawn !== value) {
    setDrawn(value);
    setTyped(value);
  }

  function handleKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const command = historyCommandOf(event, isMacOS());
    // One history: what the browser remembers of a field knows nothing of the text around it.
    if (command) editor.commands[command]();
    else if (event.key === 'Enter') writeAfter(editor.view, getPos());
    else if (event.key === 'Escape' && leave) leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <textarea
      {...rest}
      rows={1}
      className={`block-field ${className}`}
      value={typed}
      onChange={({ target }) => {
        const line = target.value.replace(/[\r\n]+/g, ' ');
        setTyped(line);
        write(line);
      }}
      onPaste={pasteLine}
      onKeyDown={handleKey}
    />
  );
}
