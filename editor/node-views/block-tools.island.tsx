'use client';

import type { Editor } from '@tiptap/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEditorContext } from '#editor/editor-context';

/** What can be done with a block, under it. Escape leads back into the text. */
export function BlockTools({ editor, children }: { editor: Editor; children: ReactNode }) {
  const { texts, isReadOnly } = useEditorContext();
  if (isReadOnly) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key is for what is inside.
    <div
      className="block-tools"
      contentEditable={false}
      lang={texts.language}
      onKeyDown={(event) => leave(event, editor)}
    >
      {children}
    </div>
  );
}

function leave(event: KeyboardEvent, editor: Editor): void {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  editor.commands.focus();
}
